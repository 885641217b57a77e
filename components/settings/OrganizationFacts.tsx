import type { Organization } from "@/lib/organizations/object";
import type { ObjectWords } from "../object/objectWords";
import { addressLines } from "./organizationDraft";
import { SettingsSection } from "./SettingsFrame";

interface OrganizationFactsProps {
  settings: Organization;
  titles: ObjectWords["titles"];
}

/** The settings for those who may only read them. */
export function OrganizationFacts({ settings, titles }: OrganizationFactsProps) {
  const { name, locale, timeZone, currency, address, taxId, allowedOrigins } = settings;
  const texts = {
    ...{ name, locale, timeZone, currency },
    address: addressLines.flatMap((line) => address?.[line] ?? []).join("\n"),
    taxId: taxId ?? "",
    allowedOrigins: allowedOrigins.join("\n"),
  };
  return (
    <SettingsSection title="Organization" about="Owners and admins change these settings.">
      <dl className="divide-y rounded-lg border">
        {Object.entries(texts).map(([field, value]) => (
          <div key={field} className="flex gap-4 px-4 py-3 text-sm max-sm:flex-col max-sm:gap-1">
            <dt className="w-40 shrink-0 text-ink-faint">{titles[field] ?? field}</dt>
            <dd className="min-w-0 whitespace-pre-line break-words text-ink">{value === "" ? "–" : value}</dd>
          </div>
        ))}
      </dl>
    </SettingsSection>
  );
}
