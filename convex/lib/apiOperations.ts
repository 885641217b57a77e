import type { FunctionReference } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import { signInInput } from "../../lib/frontendUsers/object";
import type { OperationId } from "../../lib/permissions/operations";
import type { ApiAnswer, ApiCaller } from "./gateway";

type Args = { caller: ApiCaller; requestId: string; input: unknown };
type Reference<Kind extends "query" | "mutation"> = FunctionReference<Kind, "internal", Args, ApiAnswer>;

/** What a write is limited by besides its credential. `input` has passed the route's checks. */
export interface ExtraLimit {
  name: string;
  limit: number;
  keyOf: (input: unknown) => string;
}

interface WriteOperation {
  reference: Reference<"mutation">;
  extraLimit?: ExtraLimit;
}

/** The function behind every operation of the API. What each needs is in `lib/permissions/operations.ts`. */
const writes: Partial<Record<OperationId, WriteOperation>> = {
  createContact: { reference: internal.crmApi.createContact },
  createContactFromEvent: { reference: internal.crmApi.createContactFromEvent },
  updateContact: { reference: internal.crmApi.updateContact },
  archiveContact: { reference: internal.crmApi.archiveContact },
  restoreContact: { reference: internal.crmApi.restoreContact },
  createCrmOrganization: { reference: internal.crmOrganizationsApi.createCrmOrganization },
  updateCrmOrganization: { reference: internal.crmOrganizationsApi.updateCrmOrganization },
  archiveCrmOrganization: { reference: internal.crmOrganizationsApi.archiveCrmOrganization },
  restoreCrmOrganization: { reference: internal.crmOrganizationsApi.restoreCrmOrganization },
  updateOrganization: { reference: internal.organizationApi.updateOrganization },
  updateMemberRole: { reference: internal.membersApi.updateMemberRole },
  removeMember: { reference: internal.membersApi.removeMember },
  inviteMember: { reference: internal.membersApi.inviteMember },
  revokeInvitation: { reference: internal.membersApi.revokeInvitation },
  syncUser: {
    reference: internal.authApi.syncUser,
    extraLimit: { name: "sync-user", limit: 10, keyOf: identityOf },
  },
  validateToken: { reference: internal.authApi.validateToken },
  signOut: { reference: internal.authApi.signOut },
};

const reads: Partial<Record<OperationId, Reference<"query">>> = {
  getContacts: internal.crmApi.getContacts,
  getContact: internal.crmApi.getContact,
  getCrmOrganizations: internal.crmOrganizationsApi.getCrmOrganizations,
  getCrmOrganization: internal.crmOrganizationsApi.getCrmOrganization,
  getContactsByOrganization: internal.crmOrganizationsApi.getContactsByOrganization,
  getOrganization: internal.organizationApi.getOrganization,
  listMembers: internal.membersApi.listMembers,
  listInvitations: internal.membersApi.listInvitations,
  getUser: internal.authApi.getUser,
};

export function writeOperation(operationId: OperationId): WriteOperation {
  return named(writes[operationId], operationId);
}

export function readOperation(operationId: OperationId): Reference<"query"> {
  return named(reads[operationId], operationId);
}

/** Names come from our own routes, so a missing one is a bug, not an answer. */
function named<Found>(operation: Found | undefined, operationId: OperationId): Found {
  if (operation === undefined) {
    throw new Error(`There is no operation ${operationId}`);
  }
  return operation;
}

/** Who signs in: guessing at one identity is slowed down however many servers a portal has. */
function identityOf(input: unknown): string {
  const { oauthProvider, oauthId } = z.object({ body: signInInput }).parse(input).body;
  return `${oauthProvider}:${oauthId}`;
}
