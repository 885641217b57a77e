"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { DateText } from "../object/DateText";
import { Part } from "../object/detail/parts";
import { providerTitle } from "../portal/providerTitle";
import { useMay } from "../session/useMay";
import { Button } from "../ui/Button";
import { useClientActions } from "./useClientActions";
import type { ClientDetail } from "./useClients";

/** Where the client is signed in. Ending a session closes its pages at once; the client may sign in again. */
export function SessionsPart({ client: { frontendUser, sessions } }: { client: ClientDetail }) {
  const t = useTranslations("clients");
  const mayWrite = useMay("frontendUsers:write");
  const { endSession } = useClientActions();
  const [endingId, setEndingId] = useState<string>();
  const end = async (id: string) => {
    setEndingId(id);
    await endSession(frontendUser, id);
    setEndingId(undefined);
  };
  return (
    <Part title={t("sessions")}>
      {sessions.length === 0 ? (
        <p className="text-sm text-ink-faint">{t("noSessions")}</p>
      ) : (
        <ul className="flex flex-col divide-y divide-line">
          {sessions.map(({ id, provider, createdAt, lastUsedAt }) => (
            <li key={id} className="flex min-w-0 items-center gap-3 py-2 text-sm first:pt-0 last:pb-0">
              <div className="min-w-0 flex-1">
                <p>
                  {t.rich("since", {
                    provider: providerTitle(provider),
                    date: () => <DateText atMs={createdAt} withTime />,
                  })}
                </p>
                <p className="text-xs text-ink-faint">
                  {t.rich("lastUsed", { date: () => <DateText atMs={lastUsedAt} withTime /> })}
                </p>
              </div>
              {mayWrite ? (
                <Button pending={endingId === id} onClick={() => void end(id)}>
                  {t("endSession")}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}
