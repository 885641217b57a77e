import * as z from "zod";
import { email, EXAMPLE_ID, line, moment } from "../ontology/fields";
import { roles } from "../permissions/matrix";

/** Long enough that guessing is hopeless even without the limits; longer than the maximum is nobody's password. */
const PASSWORD_LENGTH_MIN = 12;
export const PASSWORD_LENGTH_MAX = 1000;

const role = z.enum(roles).meta({ examples: ["member"] });
const id = z.string().meta({ examples: [EXAMPLE_ID] });

/** A user in their organization, as every door shows them. */
export const member = z.strictObject({
  id,
  userId: id,
  name: z.string().meta({ examples: ["Ada Lovelace"] }),
  email: email(),
  role,
  createdAt: moment(),
});

/** An invitation that is open. Its secret is shown only when it is made. */
export const invitation = z.strictObject({
  id,
  email: email(),
  role,
  invitedBy: id.meta({ description: "The id of the user or the API key that sent it." }),
  createdAt: moment(),
  expiresAt: moment(),
});

export const newInvitation = z.strictObject({
  invitationId: id,
  token: z.string().meta({
    description: "The secret of the link. It is answered once.",
    examples: [`ghi_${"0".repeat(43)}`],
  }),
  expiresAt: moment(),
});

/** The body of PATCH, and the arguments of `updateMemberRole`. */
export const memberPatch = z.strictObject({ role });

/** The body of POST, and the arguments of `inviteMember`. */
export const invitationInput = z.strictObject({ email: email(), role });

/** Who has no user yet says this when they accept. The e-mail and the role are the invitation's. */
export const newUser = z.strictObject({
  name: line(200),
  password: z
    .string()
    .min(PASSWORD_LENGTH_MIN, `must have at least ${PASSWORD_LENGTH_MIN} characters`)
    .max(PASSWORD_LENGTH_MAX, `must have at most ${PASSWORD_LENGTH_MAX} characters`),
});

export type Member = z.output<typeof member>;
export type Invitation = z.output<typeof invitation>;
export type NewInvitation = z.output<typeof newInvitation>;
export type InvitationInput = z.output<typeof invitationInput>;
