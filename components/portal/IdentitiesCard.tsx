"use client";

import { useTranslations } from "use-intl/react";
import { api } from "@/convex/_generated/api";
import { useSteadyQuery } from "../live/useSteadyQuery";
import { EmailText } from "./EmailText";
import { NotLoaded } from "./NotLoaded";
import { usePortal } from "./portalContext";
import { PortalTime } from "./PortalTime";
import { Card } from "./PortalPage";
import { CardSkeleton } from "./PortalPlaceholder";
import { providerTitle } from "./providerTitle";

/** The accounts at providers with which the client can sign in. */
export function IdentitiesCard() {
  const t = useTranslations("portal.identities");
  const { sessionId } = usePortal();
  const { data, error, retry } = useSteadyQuery(api.portalPages.listIdentities, { sessionId });
  if (error !== undefined) return <NotLoaded onRetry={retry}>{t("notLoaded")}</NotLoaded>;
  if (data === undefined) return <CardSkeleton />;
  return (
    <Card title={t("title")}>
      <ul className="divide-y divide-line">
        {data.map(({ id, provider, email, emailVerified, lastLogin }) => (
          <li
            key={id}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2.5 text-sm last:pb-0"
          >
            <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-ink-soft">
              <span className="font-medium text-ink">{providerTitle(provider)}</span>
              <EmailText email={email} emailVerified={emailVerified} />
            </span>
            <span className="text-xs text-ink-faint">
              {t.rich("lastUsed", { when: () => <PortalTime atMs={lastLogin} /> })}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
