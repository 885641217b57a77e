import { roles } from "@/lib/permissions/matrix";
import type { en } from "@/messages/en";
import { providerTitle } from "../portal/providerTitle";
import type { AuditAction, AuditTexts } from "./auditTexts";
import { readable } from "./valueWords";
import { type Told, toldUpdate } from "./updateWords";

/** Where an entry is told: among others of all kinds, where it has to say what it is about, or in one object's history. */
export type Place = "log" | "here";

type LogSentence = keyof typeof en.audit.log;
type HereSentence = Exclude<LogSentence, (typeof onlyInLog)[number]>;

export interface Sentence {
  key: `log.${LogSentence}` | `here.${HereSentence}`;
  values: Readonly<Record<string, string | number>>;
}

/** What they are about has no page of its own, so no history either. */
const onlyInLog = [
  ...(["memberAdded", "memberRoleChanged", "memberRemoved", "memberLeft"] as const),
  ...(["keyCreated", "keyRotated", "keyRevoked"] as const),
  ...(["invitationCreated", "invitationAccepted", "invitationRevoked"] as const),
] as const;

/** What an entry says, as a message of the catalogue with its values: text only, whatever people typed into it. */
export function sentenceOf(action: AuditAction, texts: AuditTexts, place: Place): Sentence {
  const { sentence, values } = told(action, texts);
  const all = {
    actor: actorName(action.actor, texts),
    type: action.objectType,
    object: action.objectName ?? formerName(action, texts),
    ...values,
  };
  return { key: place === "here" && isHere(sentence) ? `here.${sentence}` : `log.${sentence}`, values: all };
}

/** In whose name it happened. Who is gone has no name any more. */
export function actorName({ kind, name }: AuditAction["actor"], { t }: AuditTexts): string {
  if (kind === "system") return t("actors.system");
  if (name !== null) return t(`actors.${kind}`, { name });
  const former = { user: "formerUser", frontendUser: "formerFrontendUser", apiKey: "formerApiKey" } as const;
  return t(`actors.${former[kind]}`);
}

type Tell = (action: AuditAction, texts: AuditTexts) => Told;

/** By what happened to which type; what may happen to any object stands without a type. */
const tellings: Readonly<Partial<Record<string, Tell>>> = {
  created: plain("created"),
  archived: plain("archived"),
  restored: plain("restored"),
  updated: toldUpdate,
  "crm_contact.company_visibility_granted": plain("companyOpened"),
  "crm_contact.company_visibility_revoked": plain("companyClosed"),
  "frontend_user.created": plain("clientCreated"),
  "frontend_user.updated": toldClient,
  "frontend_user.session_revoked": plain("clientSessionRevoked"),
  "frontend_user.identity_linked": ({ changes }) => ({
    sentence: "clientIdentityLinked",
    values: { provider: providerOf(changes.identity?.after) },
  }),
  "member.added": (action, texts) => withRole("memberAdded", action.changes.role?.after, texts),
  "member.removed": toldRemoval,
  "member.role_changed": ({ changes: { role } }, texts) => ({
    sentence: "memberRoleChanged",
    values: { before: roleName(role?.before, texts), after: roleName(role?.after, texts) },
  }),
  "api_key.created": plain("keyCreated"),
  "api_key.rotated": plain("keyRotated"),
  "api_key.revoked": plain("keyRevoked"),
  "invitation.created": (action, texts) => withRole("invitationCreated", action.changes.role?.after, texts),
  "invitation.accepted": plain("invitationAccepted"),
  "invitation.revoked": plain("invitationRevoked"),
};

function told(action: AuditAction, texts: AuditTexts): Told {
  const tell = tellings[`${action.objectType}.${action.action}`] ?? tellings[action.action];
  return (
    tell?.(action, texts) ?? {
      sentence: "other",
      values: { action: readable(action.action).toLowerCase() },
    }
  );
}

function plain(sentence: LogSentence): Tell {
  return () => ({ sentence, values: {} });
}

/** Every sign-in changes its client, so most changes of clients are no changes that anybody made. */
function toldClient(action: AuditAction, texts: AuditTexts): Told {
  const sentence = clientSentence(action.changes);
  return sentence === undefined ? toldUpdate(action, texts) : { sentence, values: {} };
}

function clientSentence({
  status,
  lastLogin,
  crmContactId,
}: AuditAction["changes"]): LogSentence | undefined {
  if (status?.after === "suspended") return "clientSuspended";
  if (status?.after === "active") return "clientReactivated";
  if (lastLogin !== undefined) return "clientSignedIn";
  if (crmContactId === undefined) return undefined;
  return typeof crmContactId.after === "string" ? "clientLinked" : "clientUnlinked";
}

function toldRemoval({ actor, changes }: AuditAction, texts: AuditTexts): Told {
  const isOwn = actor.id !== null && changes.userId?.before === actor.id;
  return withRole(isOwn ? "memberLeft" : "memberRemoved", changes.role?.before, texts);
}

function withRole(sentence: LogSentence, role: unknown, texts: AuditTexts): Told {
  return { sentence, values: { role: roleName(role, texts) } };
}

function roleName(value: unknown, { common }: AuditTexts): string {
  const role = roles.find((known) => known === value);
  return role === undefined ? readable(String(value)) : common(`roles.${role}`);
}

function providerOf(identity: unknown): string {
  const isRecord = typeof identity === "object" && identity !== null;
  const provider: unknown = isRecord ? Reflect.get(identity, "provider") : undefined;
  return typeof provider === "string" ? providerTitle(provider) : "?";
}

/** Of a member who was removed and of an invitation without a row, the entry itself knows who it was. */
function formerName({ changes }: AuditAction, { t, names }: AuditTexts): string {
  const userId: unknown = changes.userId?.before ?? changes.userId?.after;
  const email: unknown = changes.email?.after;
  const name = typeof userId === "string" ? names.get(userId) : email;
  return typeof name === "string" ? name : t("gone");
}

function isHere(sentence: LogSentence): sentence is HereSentence {
  return !onlyInLog.some((known) => known === sentence);
}
