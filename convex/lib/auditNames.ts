import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { bytesOf } from "./objectStore/document";
import { titleOf } from "./titles";

/** An audit entry as screens show it. */
export interface AuditAction {
  id: string;
  createdAt: number;
  action: string;
  objectType: string;
  objectId: string;
  /** What it is called now. Null for what is gone, like a removed member. */
  objectName: string | null;
  /** Without a name: Guildhall itself, and who is gone. */
  actor: { kind: Doc<"objectActions">["actor"]["kind"]; id: string | null; name: string | null };
  changes: Doc<"objectActions">["changes"];
  requestId: string | null;
  version: number;
}

export async function shownAction(names: Names, row: Doc<"objectActions">): Promise<AuditAction> {
  const { _id: id, createdAt, action, objectType, objectId, changes, requestId, version } = row;
  const actor = { ...row.actor, name: await names.ofActor(row.actor) };
  const objectName = await names.ofObject(objectType, objectId);
  return { id, createdAt, action, objectType, objectId, objectName, actor, changes, requestId, version };
}

/** The names of what audit entries are about, each read once. */
export class Names {
  readonly #ctx: QueryCtx;
  readonly #known = new Map<string, string | null>();
  #bytesRead = 0;

  constructor(ctx: QueryCtx) {
    this.#ctx = ctx;
  }

  /** Objects may be large, so that whoever asks for many names has to watch this. */
  get bytesRead(): number {
    return this.#bytesRead;
  }

  async ofActor({ kind, id }: Doc<"objectActions">["actor"]): Promise<string | null> {
    switch (kind) {
      case "system":
        return null;
      case "user":
        return id === null ? null : await this.#once(id, () => this.#ofUser(id));
      case "apiKey":
        return await this.ofObject("api_key", id ?? "");
      case "frontendUser":
        return await this.ofObject("frontend_user", id ?? "");
    }
  }

  async ofObject(type: string, id: string): Promise<string | null> {
    return await this.#once(id, () => this.#read(type, id));
  }

  async #once(id: string, read: () => Promise<string | null>): Promise<string | null> {
    const known = this.#known.get(id);
    if (known !== undefined) {
      return known;
    }
    const name = await read();
    this.#known.set(id, name);
    return name;
  }

  /** By its table: what is no object is audited under the name of what it is. */
  async #read(type: string, id: string): Promise<string | null> {
    switch (type) {
      case "api_key":
        return await this.#ofKey(id);
      case "member":
        return await this.#ofMember(id);
      case "invitation":
        return await this.#ofInvitation(id);
      case "organization":
        return await this.#ofOrganization(id);
      default:
        return await this.#ofStored(id);
    }
  }

  async #ofStored(id: string): Promise<string | null> {
    const objectId = this.#ctx.db.normalizeId("objects", id);
    const object = objectId === null ? null : await this.#ctx.db.get("objects", objectId);
    if (object === null) {
      return null;
    }
    this.#bytesRead += bytesOf(object);
    return titleOf(object);
  }

  async #ofUser(id: string): Promise<string | null> {
    const userId = this.#ctx.db.normalizeId("users", id);
    return userId === null ? null : ((await this.#ctx.db.get("users", userId))?.name ?? null);
  }

  async #ofKey(id: string): Promise<string | null> {
    const keyId = this.#ctx.db.normalizeId("apiKeys", id);
    return keyId === null ? null : ((await this.#ctx.db.get("apiKeys", keyId))?.name ?? null);
  }

  async #ofMember(id: string): Promise<string | null> {
    const membershipId = this.#ctx.db.normalizeId("memberships", id);
    const membership = membershipId === null ? null : await this.#ctx.db.get("memberships", membershipId);
    return membership === null ? null : await this.#ofUser(membership.userId);
  }

  async #ofInvitation(id: string): Promise<string | null> {
    const invitationId = this.#ctx.db.normalizeId("invitations", id);
    return invitationId === null
      ? null
      : ((await this.#ctx.db.get("invitations", invitationId))?.email ?? null);
  }

  async #ofOrganization(id: string): Promise<string | null> {
    const organizationId = this.#ctx.db.normalizeId("organizations", id);
    return organizationId === null
      ? null
      : ((await this.#ctx.db.get("organizations", organizationId))?.name ?? null);
  }
}
