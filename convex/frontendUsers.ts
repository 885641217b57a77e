import { v } from "convex/values";
import type { MutationCtx, QueryCtx } from "./_generated/server";
import { contact } from "../lib/contacts/object";
import { appError } from "../lib/errors";
import { frontendUser, type FrontendUser } from "../lib/frontendUsers/object";
import { companyName, contactOfClient, suggestedContact } from "./lib/clientContacts";
import {
  endFrontendLogin,
  endFrontendLogins,
  findFrontendLogin,
  frontendLogins,
} from "./lib/frontendSessions";
import { decideContact, identitiesOf } from "./lib/frontendUsers";
import { filterArgs, listRequest, pageArgs } from "./lib/listArgs";
import { countList, listPage, pageRefusal } from "./lib/lists";
import {
  fieldsOf,
  flatten,
  loadObject,
  type Origin,
  recordAction,
  setCompanyVisible,
  type StoredObject,
  updateObject,
} from "./lib/objectStore";
import { searchObjects } from "./lib/search";
import { staffMutation, staffObject, staffOrigin, staffQuery } from "./lib/staff";
import { COMPANY_LINK } from "./lib/visibility";

/** What staff see of the people who sign in to the portal, and decide about them. */

const target = { frontendUserId: v.string() };
const listArgs = {
  organizationId: v.string(),
  status: filterArgs.status,
  /** Whether staff or a sign-in linked them to a contact, archived or not. */
  linked: v.optional(v.boolean()),
};

/** A row comes with its contact, which may be large, so that a page is shorter than of other lists. */
const ROWS_MAX = 100;

/**
 * Those who have, or have not, a contact; and those with the words of a term, whose pages are by offset and whose total is
 * with them. Otherwise `total` is null: `countFrontendUsers` tells it apart from the page.
 */
export const listFrontendUsers = staffQuery({
  args: { ...listArgs, searchTerm: v.optional(v.string()), ...pageArgs },
  handler: async (ctx, { organizationId, searchTerm: term = "", linked, ...args }) => {
    const origin = await staffOrigin(ctx, organizationId, "frontendUsers:read");
    if ((args.limit ?? 1) > ROWS_MAX) {
      throw pageRefusal("limit", `must be an integer from 1 to ${ROWS_MAX}`);
    }
    const { filters, page } = listRequest(args, linkedFilter(linked));
    const found =
      term.trim() === ""
        ? { total: null, ...(await listPage(ctx, origin.organizationId, frontendUser, filters, page)) }
        : {
            nextCursor: null,
            ...(await searchObjects(ctx, origin.organizationId, frontendUser, { term, filters, page })),
          };
    const { objects, ...rest } = found;
    return { frontendUsers: await Promise.all(objects.map((object) => rowOf(ctx, object))), ...rest };
  },
});

/** Apart from the page, so that a change elsewhere in the list does not run the page again. */
export const countFrontendUsers = staffQuery({
  args: listArgs,
  handler: async (ctx, { organizationId, linked, ...args }): Promise<number | null> => {
    const origin = await staffOrigin(ctx, organizationId, "frontendUsers:read");
    const { filters } = listRequest(args, linkedFilter(linked));
    return await countList(ctx, origin.organizationId, frontendUser, filters);
  },
});

/**
 * One of them, by whom providers vouch for them, where they are signed in, and who they are in the CRM. Without a contact,
 * the one with their e-mail is suggested; whether the e-mail is proven to be theirs is for staff to look at.
 */
export const getFrontendUser = staffQuery({
  args: target,
  handler: async (ctx, { frontendUserId }) => {
    const { object } = await staffObject(ctx, frontendUser, frontendUserId, "frontendUsers:read");
    const identities = await identitiesOf(ctx, object._id);
    const logins = await frontendLogins(ctx, object._id);
    const own = await contactOfClient(ctx, object);
    const crmOrganizationName = await companyName(ctx, own?.crmOrganizationId ?? null);
    return {
      frontendUser: flatten(frontendUser, object),
      identities: identities.map(({ provider, subject, email, emailVerified, linkedAt, lastLogin }) => ({
        ...{ provider, subject, email, emailVerified, linkedAt, lastLogin },
      })),
      sessions: logins.map(({ _id: id, createdAt, lastUsedAt, oauthProvider: provider, expiresAt }) => ({
        ...{ id, createdAt, lastUsedAt, provider, expiresAt },
      })),
      contact: own === null ? null : { ...own, crmOrganizationName },
      suggestedContact: own === null ? await suggestedContact(ctx, object) : null,
    };
  },
});

/** Says who a frontend user is. Until staff decide anew, no sign-in changes it. */
export const linkFrontendUser = staffMutation({
  args: { ...target, contactId: v.string() },
  handler: async (ctx, { frontendUserId, contactId }): Promise<FrontendUser> => {
    const { origin, object } = await staffObject(ctx, frontendUser, frontendUserId, "frontendUsers:write");
    const { _id: id } = await loadCurrentContact(ctx, origin, contactId);
    return flatten(frontendUser, await decideContact(ctx, origin, object, id));
  },
});

/** Takes their contact away. Sign-ins do not bring it back, even with its verified e-mail. */
export const unlinkFrontendUser = staffMutation({
  args: target,
  handler: async (ctx, { frontendUserId }): Promise<FrontendUser> => {
    const { origin, object } = await staffObject(ctx, frontendUser, frontendUserId, "frontendUsers:write");
    return flatten(frontendUser, await decideContact(ctx, origin, object, null));
  },
});

/** Ends all sign-ins at once, and lets no new one begin. */
export const suspendFrontendUser = staffMutation({
  args: target,
  handler: async (ctx, { frontendUserId }): Promise<FrontendUser> => {
    const { origin, object } = await staffObject(ctx, frontendUser, frontendUserId, "frontendUsers:write");
    await endFrontendLogins(ctx, object._id);
    return await setStatus(ctx, origin, object, "suspended");
  },
});

export const reactivateFrontendUser = staffMutation({
  args: target,
  handler: async (ctx, { frontendUserId }): Promise<FrontendUser> => {
    const { origin, object } = await staffObject(ctx, frontendUser, frontendUserId, "frontendUsers:write");
    return await setStatus(ctx, origin, object, "active");
  },
});

/** Ends one sign-in, as `getFrontendUser` lists it. */
export const revokeFrontendUserSession = staffMutation({
  args: { ...target, loginId: v.string() },
  handler: async (ctx, { frontendUserId, loginId }): Promise<null> => {
    const { origin, object } = await staffObject(ctx, frontendUser, frontendUserId, "frontendUsers:write");
    const login = await findFrontendLogin(ctx, loginId);
    if (login?.frontendUserId !== object._id) {
      throw appError("NOT_FOUND", { error: "There is no such session." });
    }
    await endFrontendLogin(ctx, login._id);
    const changes = { session: { before: { id: login._id, provider: login.oauthProvider }, after: null } };
    await recordOn(ctx, origin, object, { action: "session_revoked", changes });
    return null;
  },
});

/**
 * Opens a contact's whole company to the frontend users of that contact. The company must be named: a form may have moved
 * the contact to another one since the screen was drawn. The leave ends with the link, and when the contact is archived.
 */
export const grantCompanyVisibility = staffMutation({
  args: { contactId: v.string(), crmOrgId: v.string() },
  handler: async (ctx, { contactId, crmOrgId }): Promise<null> => {
    const { origin, object } = await staffObject(ctx, contact, contactId, "frontendUsers:write");
    const { crmOrganizationId } = flatten(contact, await loadCurrentContact(ctx, origin, object._id));
    if (crmOrganizationId !== crmOrgId) {
      throw appError("INVALID_STATE", { error: "This contact does not belong to that CRM organization." });
    }
    await decideVisibility(ctx, origin, object, true);
    return null;
  },
});

/** Closes it again. There is nothing to close where nothing is open. */
export const revokeCompanyVisibility = staffMutation({
  args: { contactId: v.string() },
  handler: async (ctx, { contactId }): Promise<null> => {
    const { origin, object } = await staffObject(ctx, contact, contactId, "frontendUsers:write");
    await decideVisibility(ctx, origin, object, false);
    return null;
  },
});

async function rowOf(ctx: QueryCtx, object: StoredObject) {
  const own = await contactOfClient(ctx, object);
  return {
    ...flatten(frontendUser, object),
    contact: own === null ? null : { id: own.id, name: own.name },
    companyVisible: own?.companyVisible ?? false,
  };
}

function linkedFilter(linked: boolean | undefined): { linked?: string } {
  return linked === undefined ? {} : { linked: linked ? "yes" : "no" };
}

async function loadCurrentContact(ctx: MutationCtx, origin: Origin, id: string): Promise<StoredObject> {
  const found = await loadObject(ctx, origin.organizationId, contact, id);
  if (found.archived) {
    throw appError("INVALID_STATE", { error: "This contact is archived. Restore it first." });
  }
  return found;
}

async function setStatus(
  ctx: MutationCtx,
  origin: Origin,
  user: StoredObject,
  status: FrontendUser["status"],
): Promise<FrontendUser> {
  const fields = { ...fieldsOf(frontendUser, user), status };
  return flatten(frontendUser, await updateObject(ctx, origin, frontendUser, user, fields));
}

async function decideVisibility(
  ctx: MutationCtx,
  origin: Origin,
  person: StoredObject,
  visible: boolean,
): Promise<void> {
  if (await setCompanyVisible(ctx, { fromId: person._id, type: COMPANY_LINK }, visible)) {
    const action = visible ? "company_visibility_granted" : "company_visibility_revoked";
    const { crmOrganizationId: company } = flatten(contact, person);
    const changes = {
      openCompany: visible ? { before: null, after: company } : { before: company, after: null },
    };
    await recordOn(ctx, origin, person, { action, changes });
  }
}

async function recordOn(
  ctx: MutationCtx,
  origin: Origin,
  { _id: id, type, version }: StoredObject,
  happened: Pick<Parameters<typeof recordAction>[2], "action" | "changes">,
): Promise<void> {
  await recordAction(ctx, origin, { id, type, version, ...happened });
}
