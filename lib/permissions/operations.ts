import type { Permission } from "./matrix";

/**
 * What each operation of the API needs, by its operationId. Routes document it, the gateway demands it. Which kind of
 * credential fits follows from it: a scope can be given to API keys, what frontend users may do is open to sessions.
 */
export const permissionOf = {
  createContact: "contacts:write",
  createContactFromEvent: "contacts:write",
  getContacts: "contacts:read",
  getContact: "contacts:read",
  updateContact: "contacts:write",
  archiveContact: "contacts:write",
  restoreContact: "contacts:write",
  createCrmOrganization: "contacts:write",
  getCrmOrganizations: "contacts:read",
  getCrmOrganization: "contacts:read",
  updateCrmOrganization: "contacts:write",
  archiveCrmOrganization: "contacts:write",
  restoreCrmOrganization: "contacts:write",
  getContactsByOrganization: "contacts:read",
  getOrganization: "organization:read",
  updateOrganization: "organization:write",
  listMembers: "members:read",
  updateMemberRole: "members:write",
  removeMember: "members:write",
  inviteMember: "members:write",
  listInvitations: "members:read",
  revokeInvitation: "members:write",
  syncUser: "portal:sync",
  validateToken: "account:write",
  getUser: "account:read",
  signOut: "account:write",
} as const satisfies Readonly<Record<string, Permission>>;

export type OperationId = keyof typeof permissionOf;

/** Names come from our own routes, so an unknown one is a bug, not an answer. */
export function operationIdOf(name: string): OperationId {
  if (!isOperationId(name)) {
    throw new Error(`There is no operation ${name}`);
  }
  return name;
}

function isOperationId(name: string): name is OperationId {
  return Object.hasOwn(permissionOf, name);
}
