import type { AuditAction } from "./auditTexts";
import { endOfDay, startOfDay } from "./days";

/** What the log is narrowed to, as it stands in the address. Empty is everything. */
export interface AuditFilters {
  /** `user:…`, or only a kind like `apiKey`. */
  who: string;
  type: string;
  action: string;
  /** Days like `2026-11-20`, both included. */
  from: string;
  to: string;
}

export const everything: AuditFilters = { who: "", type: "", action: "", from: "", to: "" };

/** What may happen to which type, in the order in which people look for it. */
export const actionsOf = {
  crm_contact: [
    ...["created", "updated", "archived", "restored"],
    ...["company_visibility_granted", "company_visibility_revoked"],
  ],
  crm_organization: ["created", "updated", "archived", "restored"],
  frontend_user: ["created", "updated", "identity_linked", "session_revoked"],
  organization: ["updated"],
  member: ["added", "role_changed", "removed"],
  invitation: ["created", "accepted", "revoked"],
  api_key: ["created", "rotated", "revoked"],
} as const;

export const auditedTypes = [
  ...(["crm_contact", "crm_organization", "frontend_user", "organization"] as const),
  ...(["member", "invitation", "api_key"] as const),
];

export const actorKinds = ["user", "frontendUser", "apiKey", "system"] as const;

const names = ["who", "type", "action", "from", "to"] as const;

/** Anyone can type into the address. What nobody recorded finds nothing; what is no day is left out. */
export function parseFilters(parameters: URLSearchParams): AuditFilters {
  const filters = { ...everything };
  for (const name of names) filters[name] = parameters.get(name) ?? "";
  const { kind } = actorIn(filters.who);
  return {
    ...filters,
    who: kind === undefined ? "" : filters.who,
    from: isDay(filters.from) ? filters.from : "",
    to: isDay(filters.to) ? filters.to : "",
  };
}

export function printFilters(filters: AuditFilters): URLSearchParams {
  return new URLSearchParams(names.flatMap((name) => (filters[name] === "" ? [] : [[name, filters[name]]])));
}

export function isNarrowed(filters: AuditFilters): boolean {
  return names.some((name) => filters[name] !== "");
}

/** An action that the chosen type knows nothing of would find nothing, so another type forgets it. */
export function withType(filters: AuditFilters, type: string): AuditFilters {
  const isKnown = actionChoices(type).includes(filters.action);
  return { ...filters, type, action: isKnown ? filters.action : "" };
}

/** The actions of a type, or of all of them. */
export function actionChoices(type: string): readonly string[] {
  const known = auditedTypes.find((one) => one === type);
  const types = known === undefined ? auditedTypes : [known];
  return [...new Set<string>(types.flatMap((one) => actionsOf[one]))];
}

/** What the function is asked for. Days are those of the organization's time zone. */
export function argsOf({ who, type, action, from, to }: AuditFilters, timeZone: string) {
  const { kind, id } = actorIn(who);
  return {
    actorKind: kind,
    actorId: id,
    objectType: type === "" ? undefined : type,
    action: action === "" ? undefined : action,
    from: startOfDay(from, timeZone),
    to: endOfDay(to, timeZone),
  };
}

function actorIn(who: string): { kind?: AuditAction["actor"]["kind"]; id?: string } {
  const [kindText, id = ""] = who.split(":");
  const kind = actorKinds.find((known) => known === kindText);
  return { ...(kind === undefined ? {} : { kind }), ...(id === "" ? {} : { id }) };
}

function isDay(text: string): boolean {
  return startOfDay(text, "UTC") !== undefined;
}
