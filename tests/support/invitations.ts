import { api } from "../../convex/_generated/api";
import type { Role } from "../../lib/permissions/matrix";
import type { Backend, Tenant } from "../setup";

const PASSWORD = "correct horse battery";
export const NORA = { name: "Nora New", password: PASSWORD };

/** What is done with the invitations of one organization, by somebody whose page is open. */
export function invitationsOf(t: Backend, { organizationId }: Tenant, page: string) {
  return {
    invite: (role: Role = "member", email = "nora@example.com", sessionId = page) =>
      t.mutation(api.invitations.inviteMember, { sessionId, organizationId, email, role }),
    revoke: (invitationId: string, sessionId = page) =>
      t.mutation(api.invitations.revokeInvitation, { sessionId, organizationId, invitationId }),
    open: (sessionId = page) => t.query(api.invitations.listInvitations, { sessionId, organizationId }),
    members: () => t.query(api.members.listMembers, { sessionId: page, organizationId }),
    read: (token: string) => t.query(api.invitations.getInvitation, { token }),
    accept: (token: string, person: { name?: string; password: string } = NORA) =>
      t.action(api.invitations.acceptInvitation, { token, ...person }),
    join: (sessionId: string, token: string) =>
      t.mutation(api.invitations.joinOrganization, { sessionId, token }),
  };
}
