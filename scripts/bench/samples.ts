import type { OperationId } from "../../lib/permissions/operations";

/** What earlier samples left for later ones. */
export interface Cast {
  /** Different in every run, so that what must be new is new. */
  readonly run: string;
  readonly found: Map<string, string>;
}

/** One typical request of an operation: the input that its route would have parsed. */
export interface Sample {
  readonly operation: OperationId;
  readonly input: (cast: Cast) => Readonly<Record<string, unknown>>;
  /** Fields of the answer that later samples need, by the names that they use. */
  readonly keeps?: Readonly<Record<string, string>>;
}

const page = { limit: 50 };
const contactId = ({ found }: Cast) => ({ id: found.get("contactId") });
const memberId = ({ found }: Cast) => ({ id: found.get("memberId") });
const crmOrganizationId = ({ found }: Cast) => ({ id: found.get("crmOrganizationId") });

/** In an order in which each finds what it needs. */
export const samples: readonly Sample[] = [
  {
    operation: "createCrmOrganization",
    input: ({ run }) => ({ body: { name: `Bench ${run}`, taxId: run, industry: "Design" } }),
    keeps: { crmOrganizationId: "crmOrganizationId" },
  },
  { operation: "getCrmOrganizations", input: () => ({ query: page }) },
  { operation: "getCrmOrganization", input: crmOrganizationId },
  {
    operation: "updateCrmOrganization",
    input: (cast) => ({ ...crmOrganizationId(cast), body: { phone: "+49 30 1234567" } }),
  },
  {
    operation: "createContact",
    input: ({ run, found }) => ({
      body: {
        ...{ email: `ada-${run}@bench.example`, firstName: "Ada", lastName: "Lovelace", tags: ["vip"] },
        crmOrganizationId: found.get("crmOrganizationId"),
      },
    }),
    keeps: { contactId: "contactId" },
  },
  {
    operation: "createContactFromEvent",
    input: ({ run }) => ({
      body: {
        eventId: "evt-1",
        eventName: "Tech Conference",
        attendeeInfo: { email: `event-${run}@bench.example`, firstName: "Eve", lastName: "Guest" },
        organizationInfo: { name: `Bench ${run}` },
      },
    }),
  },
  { operation: "getContacts", input: () => ({ query: page }) },
  { operation: "getContact", input: contactId },
  {
    operation: "updateContact",
    input: (cast) => ({ ...contactId(cast), body: { status: "inactive", lastName: "Byron" } }),
  },
  { operation: "getContactsByOrganization", input: (cast) => ({ ...crmOrganizationId(cast), query: page }) },
  { operation: "archiveContact", input: contactId },
  { operation: "restoreContact", input: contactId },
  { operation: "archiveCrmOrganization", input: crmOrganizationId },
  { operation: "restoreCrmOrganization", input: crmOrganizationId },
  {
    operation: "syncUser",
    input: ({ run }) => ({
      body: {
        ...{ email: `ada-${run}@bench.example`, name: "Ada Byron", oauthProvider: "google" },
        ...{ oauthId: `google-${run}`, emailVerified: true },
      },
    }),
    keeps: { sessionToken: "sessionToken" },
  },
  { operation: "getOrganization", input: () => ({}) },
  { operation: "updateOrganization", input: ({ run }) => ({ body: { name: `Bench ${run}` } }) },
  {
    operation: "inviteMember",
    input: ({ run }) => ({ body: { email: `invited-${run}@bench.example`, role: "viewer" } }),
    keeps: { invitationId: "invitationId" },
  },
  { operation: "listInvitations", input: () => ({ query: page }) },
  { operation: "revokeInvitation", input: ({ found }) => ({ id: found.get("invitationId") }) },
  { operation: "listMembers", input: () => ({ query: page }) },
  { operation: "updateMemberRole", input: (cast) => ({ ...memberId(cast), body: { role: "accountant" } }) },
  { operation: "removeMember", input: memberId },
  { operation: "validateToken", input: () => ({}) },
  { operation: "getUser", input: () => ({}) },
  { operation: "signOut", input: () => ({}) },
];
