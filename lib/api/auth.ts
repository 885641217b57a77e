import * as z from "zod";
import { errorCatalogue } from "../errors";
import { frontendUser, signInInput } from "../frontendUsers/object";
import { EXAMPLE_ID } from "../ontology/fields";
import { timestamp } from "./objects";
import { type Answer, errorSchema } from "./responses";
import { defineRoute } from "./route";

/** Shapes of `/auth` are those of the reference: `_id` and `customProperties`, unlike everywhere else. */
const tag = "Portal sign-in";
const { oauthProvider, oauthId, displayName, lastLogin } = frontendUser.properties.shape;
const ids = {
  user: EXAMPLE_ID,
  contact: "k57b2c4d6f8g1h3j5k7m9n0p2q4r6s8t",
  company: "k57t8s6r4q2p0n9m7k5j3h1g8f6d4c2b",
};
const answeredId = (example: string) => z.string().meta({ examples: [example] });
const email = z.string().meta({ examples: ["ada@lovelace.example"] });

const userFields = {
  _id: answeredId(ids.user),
  organizationId: answeredId("k17c4n8s6p2d9f5h3j7k1m4q8r0t2v6x"),
  type: z.literal(frontendUser.type),
  name: email.meta({ description: "The e-mail that the user goes by." }),
  status: z.enum(frontendUser.statuses),
  customProperties: z.strictObject({
    oauthProvider: oauthProvider.meta({ description: "Of the last sign-in." }),
    oauthId: oauthId.meta({ description: "Of the last sign-in.", examples: ["110169484474386276334"] }),
    displayName: displayName.meta({ examples: ["Ada Lovelace"] }),
    lastLogin: lastLogin.meta({ ...timestamp.meta() }),
    crmContactId: answeredId(ids.contact).nullable(),
    crmOrganizationId: answeredId(ids.company).nullable(),
  }),
  createdAt: timestamp,
  updatedAt: timestamp,
};
const user = z.strictObject(userFields).meta({ id: "FrontendUser" });

const signedIn = z.strictObject({
  ...userFields,
  sessionToken: z.string().meta({
    description: "The bearer of the user's session. It is shown once, and belongs on the portal's server.",
    examples: ["ghs_…"],
  }),
  sessionExpiresAt: timestamp.meta({ description: "When the session ends unless it is used before." }),
});

const crmContext = z
  .strictObject({
    contactId: answeredId(ids.contact).nullable(),
    organizationId: answeredId(ids.company).nullable(),
  })
  .meta({
    id: "CrmContext",
    description: "Whom the user is in the CRM. Nobody, while the contact is archived.",
  });

export const syncUser = defineRoute({
  operationId: "syncUser",
  method: "post",
  path: "/auth/sync-user",
  tag,
  summary: "Tell who has just signed in with a provider, and get a session for them.",
  description: [
    "For the portal's server, after the provider has vouched for the person. Provider and `oauthId` are the identity. An",
    "e-mail is used only if `emailVerified` is true: it links the contact of that e-mail, unless that one is archived, and",
    "adds the identity to the frontend user to whom the same e-mail is verified. Otherwise a new identity makes a new",
    "user without a contact, whom staff can link. Ten requests per minute and identity.",
  ].join(" "),
  body: { description: "Whom the provider vouches for.", schema: signInInput.meta({ id: "SignIn" }) },
  answers: {
    201: { description: "A new frontend user.", schema: signedIn },
    200: { description: "The frontend user was known.", schema: signedIn },
  },
  errors: ["CONFLICT"],
});

export const validateToken = defineRoute({
  operationId: "validateToken",
  method: "post",
  path: "/auth/validate-token",
  tag,
  summary: "Whether a session is valid, and whose it is.",
  answers: {
    200: {
      description: "It is.",
      schema: z.strictObject({ valid: z.literal(true), user, crmContext }),
    },
    401: notValid(),
  },
});

export const getUser = defineRoute({
  operationId: "getUser",
  method: "get",
  path: "/auth/user",
  tag,
  summary: "Get the frontend user of the session.",
  answers: {
    200: {
      description: "The user.",
      schema: z.strictObject({ _id: answeredId(ids.user), email, displayName, oauthProvider, crmContext }),
    },
  },
});

export const signOut = defineRoute({
  operationId: "signOut",
  method: "post",
  path: "/auth/sign-out",
  tag,
  summary: "End the session, with every page that was opened with it.",
  answers: { 200: { description: "It has ended.", schema: z.strictObject({ success: z.literal(true) }) } },
});

/** The error of every 401, and `valid` besides. */
function notValid(): Answer {
  const { text } = errorCatalogue.UNAUTHORIZED;
  const schema = z.strictObject({ valid: z.literal(false), ...errorSchema(["UNAUTHORIZED"]).shape });
  return { description: `\`UNAUTHORIZED\`: ${text}`, schema };
}
