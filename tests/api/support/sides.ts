import type { Answer, Server } from "./server";
import { readDocuments, type StoredDocument } from "./documents";

/** One of the two organizations, with all that its programs and clients know. */
export interface Side {
  readonly name: string;
  /** In every text of this organization, and in nothing else. */
  readonly marker: string;
  readonly organizationId: string;
  readonly keys: Readonly<Record<string, string>>;
  readonly credentialIds: Set<string>;
  /** Everybody who ever was a member: who is removed stays a user. */
  readonly userIds: Set<string>;
  readonly sessions: string[];
  /** Ids that its answers told, by the path that they fit into. */
  readonly ids: Map<string, string[]>;
  readonly cursors: string[];
}

const SCOPES: Readonly<Record<string, readonly string[]>> = {
  everything: ["*"],
  contacts: ["contacts:read", "contacts:write"],
  reader: ["contacts:read", "organization:read", "members:read"],
  portal: ["portal:sync"],
  other: ["invoices:write", "webhooks:read"],
};
const KEPT = 200;

interface Learned {
  readonly route: string;
  readonly credential?: string | null;
}

export async function makeSide(server: Server, name: string): Promise<Side> {
  const marker = `mark${name}${name}`;
  const ownerEmail = `owner-${name}@example.com`;
  const { organizationId } = await server.run("setup:createOrganization", {
    ...{ organization: `${marker} Ltd`, ownerEmail, ownerName: `${marker} Owner` },
  });
  const keys: Record<string, string> = {};
  const credentialIds = new Set<string>();
  for (const [kind, scopes] of Object.entries(SCOPES)) {
    const { keyId, secret } = await server.key(organizationId, { scopes });
    keys[kind] = secret;
    credentialIds.add(keyId);
  }
  const revoked = await server.key(organizationId);
  await server.run("apiKeys:revoke", { keyId: revoked.keyId });
  keys.revoked = revoked.secret;
  credentialIds.add(revoked.keyId);
  return {
    ...{ name, marker, organizationId, keys, credentialIds },
    userIds: new Set(),
    sessions: [],
    ids: new Map(),
    cursors: [],
  };
}

/** Signs clients in, as the portal's server does; every second one has a contact of that e-mail. */
export async function signIn(server: Server, side: Side, count: number): Promise<void> {
  const credential = side.keys.everything ?? null;
  for (let index = 0; index < count; index += 1) {
    const email = `client-${index}@example.com`;
    if (index % 2 === 0) {
      const body = { email, firstName: side.marker, company: side.marker };
      await server.send({ method: "POST", path: "/crm/contacts", credential, body });
    }
    const who = { oauthProvider: "google", oauthId: `subject-${index}`, emailVerified: true };
    const body = { email, name: `${side.marker} Client`, ...who };
    const answer = await server.send({ method: "POST", path: "/auth/sync-user", credential, body });
    learn(side, { route: "/auth/sync-user" }, answer);
  }
}

/** Makes members, by links that they answer. */
export async function hire(server: Server, side: Side, count: number): Promise<void> {
  const credential = side.keys.everything ?? null;
  for (let index = 0; index < count; index += 1) {
    const body = { email: `member-${index}-${side.name}@example.com`, role: "member" };
    const invited = await server.send({ method: "POST", path: "/invitations", credential, body });
    const [token] = /ghi_\w+/.exec(invited.text) ?? [];
    const who = { name: `${side.marker} Member`, password: "a long enough password" };
    await server.run("invitations:acceptInvitation", { token, ...who });
  }
  learn(side, { route: "/members" }, await server.send({ method: "GET", path: "/members", credential }));
}

/** Takes up what an answer told: ids, cursors and session tokens for later requests, of this side and against it. */
export function learn(side: Side, { route: path, credential }: Learned, { text, headers }: Answer): void {
  if (path === "/auth/sign-out" || !headers.has("X-RateLimit-Limit")) {
    side.sessions.splice(0, Infinity, ...side.sessions.filter((token) => token !== credential));
  }
  for (const [, name = "", id = ""] of text.matchAll(/"(\w*[iI]d)":"([0-9a-z]{31,37})"/g)) {
    if (name !== "organizationId") {
      const place = name === "crmOrganizationId" ? "/crm/organizations" : placeOf(path);
      const ids = [...(side.ids.get(place) ?? []).filter((known) => known !== id), id];
      side.ids.set(place, ids.slice(-KEPT));
    }
  }
  for (const [, cursor = ""] of text.matchAll(/"nextCursor":"([^"]+)"/g)) {
    side.cursors.push(cursor);
  }
  for (const [token] of text.matchAll(/ghs_\w+/g)) {
    side.sessions.push(token);
  }
  for (const list of [side.cursors, side.sessions]) {
    list.splice(0, Math.max(0, list.length - KEPT));
  }
}

/** The part of a path that its ids belong to. */
export function placeOf(path: string): string {
  return path.split("/{")[0] ?? path;
}

/** What lies on the disk in each organization's name. Everything must belong to somebody. */
export function documentsBySide(server: Server, sides: readonly Side[]): Map<Side | null, StoredDocument[]> {
  const documents = readDocuments(server);
  for (const { table, id, fields } of documents) {
    const side = sides.find(({ organizationId }) => organizationId === fields.organizationId);
    if (table === "frontendSessions") {
      side?.credentialIds.add(id);
    }
    if (table === "memberships") {
      side?.userIds.add(String(fields.userId));
    }
  }
  const owners = new Map<Side | null, StoredDocument[]>([null, ...sides].map((side) => [side, []]));
  for (const document of documents) {
    owners.get(ownerOf(document, sides))?.push(document);
  }
  return owners;
}

/** What may be there without its credential: of strangers, of sessions that began and ended between two looks, of the deployment itself. */
const OWNERLESS = ["rateLimits", "idempotencyKeys", "_scheduled_functions", "listCompletions"];

/** By the fields that say whose it is; null for what nobody can be found for. */
function ownerOf({ table, id, fields }: StoredDocument, sides: readonly Side[]): Side | null {
  const named = [
    ...[id, fields.organizationId, fields.userId],
    // Names that begin with an id, of which the rest may hold anything.
    ...[partOf(fields.list, "/", 0), partOf(fields.bucket, ":", 1), partOf(fields.scope, " ", 0)],
    ...(Array.isArray(fields.args) ? fields.args : []).flatMap((args: object) => Object.values(args)),
  ].map(String);
  const owner = sides.find(({ organizationId, credentialIds, userIds }) =>
    named.some((name) => name === organizationId || credentialIds.has(name) || userIds.has(name)),
  );
  if (owner === undefined && !OWNERLESS.includes(table)) {
    throw new Error(`Nothing says whose this ${table} is: ${JSON.stringify(fields)}`);
  }
  return owner ?? null;
}

function partOf(text: unknown, separator: string, index: number): string | undefined {
  return typeof text === "string" ? text.split(separator)[index] : undefined;
}
