import { ConvexHttpClient } from "convex/browser";
import { api } from "../../../convex/_generated/api";
import type { Role } from "../../../lib/permissions/matrix";
import { sharedGuildhall } from "../../support/sharedGuildhall";
import type { Staff } from "./staff";

export const COLLEAGUE_PASSWORD = "correct horse battery";

/** What the owner of an organization does beside the screens: as another window would. */
export async function ownerOf({ email, password, organizationId }: Staff) {
  const client = new ConvexHttpClient(sharedGuildhall().deploymentUrl, { logger: false });
  const { token } = await client.action(api.auth.signIn, { email, password });
  const { sessionId } = await client.mutation(api.auth.openPage, { token });
  const scope = { sessionId, organizationId };
  const invite = (invited: string, role: Role) =>
    client.mutation(api.invitations.inviteMember, { ...scope, email: invited, role });
  return {
    invite,
    revoke: (invitationId: string) =>
      client.mutation(api.invitations.revokeInvitation, { ...scope, invitationId }),
    /** A further member, with a password of their own. */
    hire: async (role: Role, name: string): Promise<Staff & { name: string }> => {
      const invited = `${name.toLowerCase().replaceAll(/\W+/g, ".")}.${Date.now()}@screens.example`;
      const link = await invite(invited, role);
      await client.action(api.invitations.acceptInvitation, {
        ...{ token: link.token, name, password: COLLEAGUE_PASSWORD },
      });
      return { email: invited, password: COLLEAGUE_PASSWORD, organizationId, apiKey: "", name };
    },
  };
}
