"use client";

import { useTranslations } from "use-intl/react";
import type { Organization } from "@/lib/organizations/object";
import { addressLines } from "./organizationDraft";
import { SettingsSection } from "./SettingsFrame";

const shown = ["name", "locale", "timeZone", "currency", "address", "taxId", "allowedOrigins"] as const;

/** The settings for those who may only read them. */
export function OrganizationFacts({ settings }: { settings: Organization }) {
  const t = useTranslations("settings");
  const common = useTranslations("common");
  const { name, locale, timeZone, currency, address, taxId, allowedOrigins } = settings;
  const texts: Record<(typeof shown)[number], string> = {
    ...{ name, locale, timeZone, currency },
    address: addressLines.flatMap((line) => address?.[line] ?? []).join("\n"),
    taxId: taxId ?? "",
    allowedOrigins: allowedOrigins.join("\n"),
  };
  return (
    <SettingsSection title={t("organization")} about={t("readOnly")}>
      <dl className="divide-y rounded-lg border">
        {shown.map((field) => (
          <div key={field} className="flex gap-4 px-4 py-3 text-sm max-sm:flex-col max-sm:gap-1">
            <dt className="w-40 shrink-0 text-ink-faint">{t(`titles.${field}`)}</dt>
            <dd className="min-w-0 whitespace-pre-line break-words text-ink">
              {texts[field] === "" ? common("none") : texts[field]}
            </dd>
          </div>
        ))}
      </dl>
    </SettingsSection>
  );
}
