"use client";

import { lazy, Suspense } from "react";
import { useTranslations } from "use-intl/react";
import type { Organization } from "@/lib/organizations/object";
import { useUnsaved } from "../live/useUnsaved";
import { Form } from "../object/Form";
import { Alert } from "../ui/Alert";
import { Button } from "../ui/Button";
import { useToast } from "../ui/Toast";
import { OrganizationFields } from "./OrganizationFields";
import { useOrganizationDraft } from "./useOrganizationDraft";

const LeaveDialog = lazy(async () => {
  const module = await import("./LeaveDialog");
  return { default: module.LeaveDialog };
});

/** `latest` are the settings as they are now. */
export function OrganizationForm({ latest }: { latest: Organization }) {
  const t = useTranslations("settings");
  const common = useTranslations("common");
  const show = useToast();
  const settings = useOrganizationDraft(latest, () => show({ text: t("saved") }));
  const { draft, isDirty, problem } = settings;
  const unsaved = useUnsaved(isDirty);
  return (
    <Form
      problem={problem}
      onSubmit={settings.save}
      bodyClass="flex flex-col gap-9"
      footer={(isPending) => (
        <div className="sticky bottom-0 z-10 -mx-1 mt-8 flex items-center justify-end gap-2 border-t bg-surface px-1 py-3.5">
          {isDirty ? <p className="mr-auto text-sm text-ink-soft">{t("unsaved")}</p> : null}
          <Button size="md" disabled={!isDirty} onClick={settings.discard}>
            {t("discard")}
          </Button>
          <Button type="submit" kind="primary" size="md" pending={isPending} disabled={!isDirty}>
            {common("save")}
          </Button>
        </div>
      )}
    >
      {settings.isOvertaken ? <NewerVersion onTakeOver={settings.takeOver} /> : null}
      <OrganizationFields
        draft={draft}
        errors={problem?.fields ?? {}}
        theirs={settings.theirs}
        onChange={(name, value) => settings.setDraft({ ...draft, [name]: value })}
      />
      {unsaved.wanted === undefined ? null : (
        <Suspense>
          <LeaveDialog href={unsaved.wanted} onStay={unsaved.stay} />
        </Suspense>
      )}
    </Form>
  );
}

function NewerVersion({ onTakeOver }: { onTakeOver: () => void }) {
  const t = useTranslations("settings");
  return (
    <Alert
      tone="warning"
      action={
        <button
          type="button"
          onClick={onTakeOver}
          className="shrink-0 font-medium underline underline-offset-2"
        >
          {t("loadNewer")}
        </button>
      }
    >
      {t("newer")}
    </Alert>
  );
}
