"use client";

import { KeyRound, LockKeyhole, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { api } from "@/convex/_generated/api";
import { LoadError } from "../live/LoadError";
import { onDemand } from "../live/onDemand";
import { useNow } from "../live/useNow";
import { useSteadyQuery } from "../live/useSteadyQuery";
import { useSession } from "../session/SessionProvider";
import { useMay } from "../session/useMay";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import type { KeyDialogTarget } from "./KeyDialogs";
import { type ApiKey, partKeys } from "./keyStates";
import { KeyTable } from "./KeyTable";
import { SettingsSection, SettingsSkeleton } from "./SettingsFrame";

const KeyDialogs = onDemand(async () => (await import("./KeyDialogs")).KeyDialogs);

/** Often enough that a key is seen to end. */
const LOOK_EVERY_MS = 10_000;

export function KeysPage() {
  const t = useTranslations("keys");
  if (useMay("apiKeys:read")) return <Keys />;
  return (
    <EmptyState icon={<LockKeyhole aria-hidden />} title={t("notYours")}>
      {t("askThem")}
    </EmptyState>
  );
}

function Keys() {
  const t = useTranslations("keys");
  const { sessionId, organization } = useSession();
  const keys = useSteadyQuery(api.apiKeys.listApiKeys, { sessionId, organizationId: organization.id });
  const [dialog, setDialog] = useState<KeyDialogTarget>();
  const mayWrite = useMay("apiKeys:write");
  if (keys.error !== undefined) {
    return <LoadError title={t("failed")} error={keys.error} onRetry={keys.retry} />;
  }
  if (keys.data === undefined) return <SettingsSkeleton />;
  const addNew = (
    <Button kind="primary" onClick={() => setDialog({ kind: "new" })}>
      <Plus aria-hidden />
      {t("new")}
    </Button>
  );
  return (
    <SettingsSection title={t("title")} about={t("about")} action={mayWrite ? addNew : undefined}>
      {keys.data.length === 0 ? (
        <div className="rounded-lg border">
          <EmptyState icon={<KeyRound aria-hidden />} title={t("none")}>
            {t("noneAbout")}
          </EmptyState>
        </div>
      ) : (
        <KeyLists keys={keys.data} onDialog={mayWrite ? setDialog : undefined} />
      )}
      {dialog === undefined ? null : (
        <KeyDialogs props={{ target: dialog, onTarget: setDialog }} onMissing={() => setDialog(undefined)} />
      )}
    </SettingsSection>
  );
}

interface KeyListsProps {
  keys: readonly ApiKey[];
  /** Undefined for people who may only look. */
  onDialog: ((target: KeyDialogTarget) => void) | undefined;
}

function KeyLists({ keys, onDialog }: KeyListsProps) {
  const t = useTranslations("keys");
  const [withEnded, setWithEnded] = useState(false);
  const { active, ended } = partKeys(keys, useNow(LOOK_EVERY_MS));
  return (
    <>
      {active.length === 0 ? (
        <p className="rounded-lg border px-4 py-6 text-sm text-ink-soft">{t("noneWorks")}</p>
      ) : (
        <KeyTable caption={t("working")} keys={active} onDialog={onDialog} />
      )}
      {ended.length === 0 ? null : (
        <Button
          kind="quiet"
          className="self-start"
          aria-expanded={withEnded}
          onClick={() => setWithEnded(!withEnded)}
        >
          {t(withEnded ? "hideEnded" : "showEnded", { count: ended.length })}
        </Button>
      )}
      {withEnded && ended.length > 0 ? <KeyTable caption={t("ended")} keys={ended} /> : null}
    </>
  );
}
