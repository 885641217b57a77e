"use client";

import { useTranslations } from "use-intl/react";
import { useRefusals } from "../../live/useRefusals";
import { useToast } from "../../ui/Toast";

interface Archive<Row> {
  archive: (object: Row) => void;
  restore: (object: Row) => void;
}

type Change<Row> = (object: Row) => Promise<unknown>;

/** Archiving can be undone at once, so it asks no question first. */
export function useArchive<Row extends { name: string }>(functions: {
  archive: Change<Row>;
  restore: Change<Row>;
}): Archive<Row> {
  const t = useTranslations("objects");
  const common = useTranslations("common");
  const show = useToast();
  const { refusalText } = useRefusals();
  const attempt = async (change: () => Promise<unknown>, done: Parameters<typeof show>[0]) => {
    try {
      await change();
      show(done);
    } catch (error) {
      show({ text: await refusalText(error), tone: "danger" });
    }
  };
  const restore = (object: Row) =>
    void attempt(() => functions.restore(object), { text: t("restored", { name: object.name }) });
  const archive = (object: Row) =>
    void attempt(() => functions.archive(object), {
      text: t("archived", { name: object.name }),
      action: { label: common("undo"), run: () => restore(object) },
    });
  return { archive, restore };
}
