import * as z from "zod";
import { defineObject, type FlattenedObject, type PropertiesOf } from "../ontology/defineObject";
import { email, line, objectId } from "../ontology/fields";

const status = z.enum(["active", "suspended"]);
const oauthProvider = z.enum(["google", "microsoft"]);
/** Compared as it is: a subject that were trimmed or folded could become that of somebody else. */
const oauthId = z.string().regex(/^[\x21-\x7e]{1,255}$/, "must be 1 to 255 printable ASCII characters");

/**
 * A client or freelancer who signs in to the portal. Only signing in and staff's own functions change one: every
 * property is read-only to anything generic, because the link to the contact decides what its user sees.
 */
export const frontendUser = defineObject({
  type: "frontend_user",
  singular: "frontend user",
  plural: "frontendUsers",
  resource: "frontendUsers",
  subtypes: [],
  statuses: status.options,
  properties: z.strictObject({
    email: email().meta({ title: "E-mail", readOnly: true }),
    emailVerified: z.boolean().meta({ title: "E-mail verified", readOnly: true }),
    displayName: line().meta({ title: "Name", readOnly: true }),
    oauthProvider: oauthProvider.meta({ title: "Provider of the last sign-in", readOnly: true }),
    oauthId: oauthId.meta({ title: "Subject of the last sign-in", readOnly: true }),
    lastLogin: z.int().meta({ title: "Last sign-in", readOnly: true }),
    crmContactId: objectId().optional().meta({ title: "Contact", readOnly: true }),
    contactDecidedByStaff: z
      .boolean()
      .default(false)
      .meta({ title: "Contact decided by staff: sign-ins leave it alone", readOnly: true }),
  }),
  filters: [{ name: "linked", property: "crmContactId", refined: true, byPresence: true }],
  uniqueBy: null,
  searchBy: ["displayName"],
  links: [{ type: "signs_in_as", property: "crmContactId", to: "crm_contact" }],
});

export type FrontendUser = FlattenedObject<typeof frontendUser>;
export type FrontendUserProperties = PropertiesOf<typeof frontendUser>;
export type OauthProvider = z.output<typeof oauthProvider>;

/** What the portal's server says of somebody whom a provider has just vouched for: the body of `syncUser`. */
export const signInInput = z.strictObject({
  email: email(),
  name: line(),
  oauthProvider,
  oauthId: oauthId.meta({ description: "The provider's own, lasting id of the person: its claim `sub`." }),
  emailVerified: z
    .boolean()
    .default(false)
    .meta({ description: "Whether the provider proves that the e-mail is theirs. Nothing else uses it." }),
});
export type SignInInput = z.output<typeof signInInput>;
