import * as z from "zod";
import { invitation, invitationInput, member, memberPatch, newInvitation } from "../members/object";
import { answeredId, timestamp } from "./objects";
import { idParams, pageFields, smallPageQuery } from "./parameters";
import { defineRoute } from "./route";

const tag = "Members";
const success = z.literal(true);
const memberSchema = member.meta({ id: "Member" });

export const listMembers = defineRoute({
  operationId: "listMembers",
  method: "get",
  path: "/members",
  tag,
  summary: "List who works for the organization, the latest first.",
  query: smallPageQuery,
  answers: {
    200: {
      description: "A page of members.",
      schema: z.strictObject({ members: z.array(memberSchema), ...pageFields }),
    },
  },
});

export const updateMemberRole = defineRoute({
  operationId: "updateMemberRole",
  method: "patch",
  path: "/members/{id}",
  tag,
  summary: "Change the role of a member.",
  description: "A key never touches owners and admins, and never makes one: it could make itself stronger.",
  params: idParams,
  body: { description: "The role.", schema: memberPatch.meta({ id: "MemberPatch" }) },
  answers: {
    200: {
      description: "The member after the change.",
      schema: z.strictObject({ success, member: memberSchema }),
    },
  },
});

export const removeMember = defineRoute({
  operationId: "removeMember",
  method: "delete",
  path: "/members/{id}",
  tag,
  summary: "Remove a member. Their access ends at once, and so do the open invitations that they sent.",
  params: idParams,
  answers: { 200: { description: "They are removed.", schema: z.strictObject({ success, id: answeredId }) } },
});

export const inviteMember = defineRoute({
  operationId: "inviteMember",
  method: "post",
  path: "/invitations",
  tag,
  summary: "Make a link that lets somebody join, for seven days. Nothing is mailed.",
  description: "Inviting an e-mail again ends its earlier link. A key cannot invite owners and admins.",
  body: { description: "Who, and as what.", schema: invitationInput.meta({ id: "InvitationInput" }) },
  answers: {
    201: {
      description: "The invitation, with its secret.",
      schema: z.strictObject({ success, ...newInvitation.shape }),
    },
  },
  errors: ["CONFLICT", "INVALID_STATE"],
});

export const listInvitations = defineRoute({
  operationId: "listInvitations",
  method: "get",
  path: "/invitations",
  tag,
  summary: "List the open invitations, the latest first.",
  query: smallPageQuery,
  answers: {
    200: {
      description: "A page of invitations.",
      schema: z.strictObject({
        invitations: z.array(invitation.meta({ id: "Invitation" })),
        ...pageFields,
      }),
    },
  },
});

export const revokeInvitation = defineRoute({
  operationId: "revokeInvitation",
  method: "delete",
  path: "/invitations/{id}",
  tag,
  summary: "Revoke an invitation. Again on repetition.",
  params: idParams,
  answers: {
    200: {
      description: "It is revoked.",
      schema: z.strictObject({ success, id: answeredId, revokedAt: timestamp }),
    },
  },
  errors: ["INVALID_STATE"],
});
