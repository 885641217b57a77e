"use client";

import { type ComponentType, createElement, useEffect, useState } from "react";

interface OnDemandProps<Props> {
  /** Of the component itself. */
  props: Props;
  /** The code could not be loaded, as when the server is gone. The next time it is tried again. */
  onMissing: () => void;
}

/** A component whose code loads when it is first shown: dialogs and the like, which most visits never open. */
export function onDemand<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<OnDemandProps<Props>> {
  let loaded: ComponentType<Props> | undefined;
  return function OnDemand({ props, onMissing }) {
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
          if (isShown) onMissing();
        },
      );
      return () => {
        isShown = false;
      };
    });
    return component === undefined ? null : createElement(component, props);
  };
}
