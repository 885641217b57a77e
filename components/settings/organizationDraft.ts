import type { Organization, OrganizationPatch } from "@/lib/organizations/object";

const lines = ["name", "locale", "timeZone", "currency"] as const;
export const addressLines = ["street", "postalCode", "city", "state", "country"] as const;

type AddressLine = (typeof addressLines)[number];
export type SettingName = (typeof lines)[number] | "taxId" | "allowedOrigins" | `address.${AddressLine}`;

/** The settings as they stand in the form: everything is text, the origins one to a line. */
export type OrganizationDraft = Record<SettingName, string>;

const names: readonly SettingName[] = [
  ...lines,
  "taxId",
  "allowedOrigins",
  ...addressLines.map((line) => `address.${line}` as const),
];

export function draftOf({ address, taxId, allowedOrigins, ...settings }: Organization): OrganizationDraft {
  const { name, locale, timeZone, currency } = settings;
  return {
    ...{ name, locale, timeZone, currency },
    taxId: taxId ?? "",
    allowedOrigins: allowedOrigins.join("\n"),
    "address.street": address?.street ?? "",
    "address.postalCode": address?.postalCode ?? "",
    "address.city": address?.city ?? "",
    "address.state": address?.state ?? "",
    "address.country": address?.country ?? "",
  };
}

/** Only what differs, so that two people who change different settings do not undo each other's work. Null clears. */
export function patchOf(draft: OrganizationDraft, before: OrganizationDraft): OrganizationPatch {
  const changed = changedNames(draft, before);
  const isAddressChanged = changed.some((name) => name.startsWith("address."));
  return {
    ...Object.fromEntries(
      lines.filter((name) => changed.includes(name)).map((name) => [name, draft[name].trim()]),
    ),
    ...(changed.includes("taxId") ? { taxId: draft.taxId.trim() || null } : {}),
    ...(changed.includes("allowedOrigins") ? { allowedOrigins: originLines(draft) } : {}),
    ...(isAddressChanged ? { address: addressOf(draft) } : {}),
  };
}

export function isChanged(draft: OrganizationDraft, before: OrganizationDraft): boolean {
  return changedNames(draft, before).length > 0;
}

/**
 * What the form holds after somebody else's changes were loaded: theirs where nothing was typed, and what was typed
 * everywhere else. `both` are the settings that both changed, with their words.
 */
export function merge(
  draft: OrganizationDraft,
  before: OrganizationDraft,
  theirs: OrganizationDraft,
): { draft: OrganizationDraft; both: Partial<OrganizationDraft> } {
  const mine = changedNames(draft, before);
  const both = mine.filter((name) => theirs[name] !== before[name] && theirs[name] !== draft[name]);
  return {
    draft: { ...theirs, ...pick(draft, mine) },
    both: pick(theirs, both),
  };
}

/** Where a refusal belongs in the form: that of an origin beside all of them. */
export function settingOf(path: string): string {
  return path.startsWith("allowedOrigins") ? "allowedOrigins" : path;
}

function changedNames(draft: OrganizationDraft, before: OrganizationDraft): SettingName[] {
  return names.filter((name) => draft[name].trim() !== before[name].trim());
}

function pick(draft: OrganizationDraft, wanted: readonly SettingName[]): Partial<OrganizationDraft> {
  return Object.fromEntries(wanted.map((name) => [name, draft[name]]));
}

function originLines({ allowedOrigins }: OrganizationDraft): string[] {
  return allowedOrigins
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

function addressOf(draft: OrganizationDraft): OrganizationPatch["address"] {
  const filled = addressLines.flatMap((line) => {
    const value = draft[`address.${line}`].trim();
    return value === "" ? [] : [[line, value] as const];
  });
  return filled.length === 0 ? null : Object.fromEntries(filled);
}
