"use client";

import { type ComponentType, createElement, useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import { useToast } from "../ui/Toast";

interface OnDemandProps<Props> {
  /** Of the component itself. */
  props: Props;
  /** The code could not be loaded, as when the server is gone, and a message said so. The next time it is tried again. */
  onMissing: () => void;
}

/** A component whose code loads when it is first shown: sheets, dialogs and the like, which most visits never open. */
export function onDemand<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<OnDemandProps<Props>> {
  let loaded: ComponentType<Props> | undefined;
  return function OnDemand({ props, onMissing }) {
    const t = useTranslations("common");
    const show = useToast();
    const [component, setComponent] = useState(() => loaded);
    useEffect(() => {
      if (loaded !== undefined) return;
      let isShown = true;
      load().then(
        (found) => {
          loaded = found;
          if (isShown) setComponent(() => found);
        },
        () => {
          if (!isShown) return;
          show({ text: t("unreachable"), tone: "danger" });
          onMissing();
        },
      );
      return () => {
        isShown = false;
      };
    });
    return component === undefined ? null : createElement(component, props);
  };
}
