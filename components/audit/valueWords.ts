import { roles } from "@/lib/permissions/matrix";
import { providerTitle } from "../portal/providerTitle";
import type { AuditTexts } from "./auditTexts";

/** A field of something that is audited. */
export interface AuditField {
  type: string;
  name: string;
}

/** Fields that no object type declares. */
const otherFields = [
  ...(["name", "description", "status", "subtype", "archivedAt", "role", "userId", "email"] as const),
  ...(["locale", "timeZone", "currency", "address", "taxId", "allowedOrigins"] as const),
  ...(["expiresAt", "revokedAt", "session", "identity", "openCompany"] as const),
] as const;

export function fieldTitle({ t, types }: AuditTexts, { type, name }: AuditField): string {
  const declared = types[type]?.titles[name];
  if (declared !== undefined) return declared;
  const known = otherFields.find((field) => field === name);
  return known === undefined ? readable(name) : t(`fields.${known}`);
}

/** The id of the object that a field points to, and of what type it is. */
export function referenceIn(
  { types }: AuditTexts,
  { type, name }: AuditField,
  value: unknown,
): { type: string; id: string } | undefined {
  if (typeof value !== "string") return undefined;
  const to =
    name === "openCompany"
      ? "crm_organization"
      : types[type]?.fields.find((field) => field.name === name)?.to;
  return to === undefined ? undefined : { type: to, id: value };
}

/** What a field held, as people say it; undefined when it held nothing. */
export function valueText(texts: AuditTexts, field: AuditField, value: unknown): string | undefined {
  const { t, formats } = texts;
  if (value === null || value === undefined || value === "") return undefined;
  switch (typeof value) {
    case "boolean":
      return value ? t("yes") : t("no");
    case "number":
      return isMoment(texts, field) ? formats.moment(value) : formats.number(value);
    case "string":
      return wordFor(texts, field, value);
    case "object":
      return Array.isArray(value) ? listText(texts, field, value) : recordText(field, value);
    default:
      return JSON.stringify(value);
  }
}

/** `company_visibility_granted`, `taxId` → `company visibility granted`, `Tax id`, for what has no words of its own. */
export function readable(name: string): string {
  const words = name
    .replaceAll(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2")
    .replaceAll(/[_.\s]+/gu, " ")
    .trim()
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function isMoment({ types }: AuditTexts, { type, name }: AuditField): boolean {
  const kind = types[type]?.fields.find((field) => field.name === name)?.kind;
  return kind === "moment" || /(?:At|lastLogin)$/u.test(name);
}

function wordFor({ common, types, names }: AuditTexts, { type, name }: AuditField, value: string): string {
  const words = types[type];
  const options =
    name === "status"
      ? words?.statuses
      : name === "subtype"
        ? words?.subtypes
        : words?.fields.find((field) => field.name === name)?.options;
  const role = name === "role" ? roles.find((known) => known === value) : undefined;
  if (role !== undefined) return common(`roles.${role}`);
  if (name === "userId") return names.get(value) ?? value;
  return options?.find((option) => option.value === value)?.label ?? value;
}

function listText(texts: AuditTexts, field: AuditField, values: readonly unknown[]): string | undefined {
  const words = values.map((value) => valueText(texts, field, value)).filter((word) => word !== undefined);
  return words.length === 0 ? undefined : words.join(", ");
}

function recordText({ name }: AuditField, value: object): string | undefined {
  const fields = new Map(Object.entries(value));
  if (name === "session" || name === "identity") {
    const provider: unknown = fields.get("provider");
    const email: unknown = fields.get("email");
    return [typeof provider === "string" ? providerTitle(provider) : undefined, email]
      .filter((part) => typeof part === "string")
      .join(", ");
  }
  const parts = [...fields.values()];
  if (parts.length === 0) return undefined;
  return parts.every((part) => typeof part === "string") ? parts.join(", ") : JSON.stringify(value);
}
