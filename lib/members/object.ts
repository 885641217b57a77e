import * as z from "zod";
import { email, line } from "../ontology/fields";
import { roles } from "../permissions/matrix";

/** Long enough that guessing is hopeless even without the limits; longer than the maximum is nobody's password. */
const PASSWORD_LENGTH_MIN = 12;
export const PASSWORD_LENGTH_MAX = 1000;

const role = z.enum(roles);
const timestamp = z.int().meta({ description: "Milliseconds since the epoch." });

/** A user in their organization, as every door shows them. */
export const member = z.object({
  id: z.string(),
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  role,
  createdAt: timestamp,
});

/** An invitation that is open. Its secret is shown only when it is made. */
export const invitation = z.object({
  id: z.string(),
  email: z.string(),
  role,
  invitedBy: z.string(),
  createdAt: timestamp,
  expiresAt: timestamp,
});

export const newInvitation = z.object({
  invitationId: z.string(),
  token: z.string().meta({ description: "The secret of the link. It is answered once." }),
  expiresAt: timestamp,
});

/** The body of PATCH, and the arguments of `updateMemberRole`. */
export const memberPatch = z.strictObject({ role });

/** The body of POST, and the arguments of `inviteMember`. */
export const invitationInput = z.strictObject({ email: email(), role });

/** Who has no user yet says this when they accept. The e-mail and the role are the invitation's. */
export const newUser = z.strictObject({
  name: line(200),
  password: z.string().min(PASSWORD_LENGTH_MIN).max(PASSWORD_LENGTH_MAX),
});

export type Member = z.output<typeof member>;
export type Invitation = z.output<typeof invitation>;
export type NewInvitation = z.output<typeof newInvitation>;
export type InvitationInput = z.output<typeof invitationInput>;
