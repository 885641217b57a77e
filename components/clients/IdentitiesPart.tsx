"use client";

import { useTranslations } from "use-intl/react";
import { DateText } from "../object/DateText";
import { Part } from "../object/detail/parts";
import { ProviderMark } from "../portal/ProviderMark";
import { providerTitle } from "../portal/providerTitle";
import { Badge } from "../ui/Badge";
import type { ClientDetail } from "./useClients";

/** The accounts that vouch for a client. Only a proven e-mail says who somebody is. */
export function IdentitiesPart({ identities }: Pick<ClientDetail, "identities">) {
  const t = useTranslations("clients");
  return (
    <Part title={t("identities")}>
      <ul className="flex flex-col gap-4">
        {identities.map(({ provider, subject, email, emailVerified, lastLogin }) => (
          <li key={`${provider} ${subject}`} className="flex min-w-0 gap-3 text-sm">
            <span className="mt-0.5 size-4.5 shrink-0">
              <ProviderMark id={provider} />
            </span>
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <span className="font-medium">{providerTitle(provider)}</span>
                {emailVerified ? (
                  <Badge tone="accent">{t("verified")}</Badge>
                ) : (
                  <Badge tone="copper">{t("notVerified")}</Badge>
                )}
              </p>
              <p className="break-all text-ink-soft">{email}</p>
              <p className="text-xs text-ink-faint">
                {t.rich("lastUsed", { date: () => <DateText atMs={lastLogin} withTime /> })}
              </p>
              {emailVerified ? null : (
                <p className="mt-1 text-xs text-copper-ink">
                  {t("notVerifiedMeans", { provider: providerTitle(provider) })}
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Part>
  );
}
