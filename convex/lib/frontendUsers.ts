import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { contact } from "../../lib/contacts/object";
import { appError } from "../../lib/errors";
import { frontendUser, type FrontendUserProperties, type SignInInput } from "../../lib/frontendUsers/object";
import {
  type ClaimedEmail,
  emailAfter,
  mayLinkContact,
  ownEmail,
  placeOf,
} from "../../lib/frontendUsers/rules";
import {
  createObject,
  fieldsOf,
  findUnique,
  loadObject,
  type ObjectFields,
  type Origin,
  propertiesOf,
  recordAction,
  type StoredObject,
  updateObject,
} from "./objectStore";

type Identity = Doc<"frontendIdentities">;

/** Far more than anybody has. It bounds what one sign-in reads. */
const IDENTITIES_MAX = 20;
/** How many claims of one e-mail are looked at. Where there are more, it counts as claimed. */
const CLAIMS_MAX = 20;

/**
 * Notes that a provider has vouched for somebody, and says which frontend user they are. `lib/frontendUsers/rules.ts`
 * decides; here everything is read, and written in one transaction.
 */
export async function signInFrontendUser(
  ctx: MutationCtx,
  origin: Origin,
  signIn: SignInInput,
): Promise<{ user: StoredObject; isNew: boolean }> {
  const identity = await findIdentity(ctx, origin, signIn);
  const userId = identity?.frontendUserId ?? (await findPlace(ctx, origin, signIn));
  const user = userId === null ? null : await loadObject(ctx, origin.organizationId, frontendUser, userId);
  if (user?.status === "suspended") {
    const error = "This account is suspended. The organization's staff can reactivate it.";
    // A portal's key without its scope is FORBIDDEN as well; the detail is what tells a portal the two apart.
    throw appError("FORBIDDEN", { error, details: [{ path: "status", message: "suspended" }] });
  }
  const holder = await findProven(ctx, origin, signIn.email);
  const isProvenToAnother = holder !== null && holder.frontendUserId !== userId;
  const claimed = emailAfter(identity, signIn, { isProvenToAnother });
  const others = (userId === null ? [] : await identitiesOf(ctx, userId)).filter(
    (other) => other._id !== identity?._id,
  );
  const fields = await fieldsAfter(ctx, origin, { user, signIn, claimed, others });
  const saved =
    user === null
      ? await createObject(ctx, origin, frontendUser, fields)
      : await updateObject(ctx, origin, frontendUser, user, fields);
  await saveIdentity(ctx, origin, { identity, user: saved, isNew: user === null, signIn, claimed, others });
  return { user: saved, isNew: user === null };
}

/** All identities of a frontend user, the first one first. */
export async function identitiesOf(ctx: QueryCtx, frontendUserId: string): Promise<Identity[]> {
  return await ctx.db
    .query("frontendIdentities")
    .withIndex("by_frontend_user", (q) => q.eq("frontendUserId", frontendUserId as Id<"objects">))
    .take(IDENTITIES_MAX);
}

/** Decides in the name of staff which contact a frontend user is, if any. Sign-ins do not change it any more. */
export async function decideContact(
  ctx: MutationCtx,
  origin: Origin,
  user: StoredObject,
  contactId: Id<"objects"> | null,
): Promise<StoredObject> {
  const { properties, ...base } = fieldsOf(frontendUser, user);
  const { crmContactId: _before, ...others } = properties;
  const decided = { ...others, ...linkTo(contactId), contactDecidedByStaff: true };
  return await updateObject(ctx, origin, frontendUser, user, { ...base, properties: decided });
}

function linkTo(contactId: string | null): { crmContactId?: string } {
  return contactId === null ? {} : { crmContactId: contactId };
}

async function findIdentity(
  ctx: QueryCtx,
  { organizationId }: Origin,
  { oauthProvider, oauthId }: SignInInput,
): Promise<Identity | null> {
  return await ctx.db
    .query("frontendIdentities")
    .withIndex("by_identity", (q) =>
      q.eq("organizationId", organizationId).eq("provider", oauthProvider).eq("subject", oauthId),
    )
    .unique();
}

/** The user that an unknown identity is added to, or null if it makes a user of its own. */
async function findPlace(ctx: QueryCtx, origin: Origin, signIn: SignInInput): Promise<Id<"objects"> | null> {
  const proven = await findProven(ctx, origin, signIn.email);
  const isClaimed = proven !== null || (await isClaimedByActive(ctx, origin, signIn.email));
  const place = placeOf(signIn, { provenTo: proven?.frontendUserId ?? null, isClaimed });
  if (place.kind === "conflict") {
    const message = "Another frontend user has it, and the provider does not prove whose it is.";
    throw appError("CONFLICT", { details: [{ path: "email", message }] });
  }
  return place.kind === "known" ? place.userId : null;
}

/** Claims of suspended users do not count, so that staff can end somebody's squatting on an e-mail. */
async function isClaimedByActive(ctx: QueryCtx, { organizationId }: Origin, email: string): Promise<boolean> {
  const claims = await ctx.db
    .query("frontendIdentities")
    .withIndex("by_email", (q) => q.eq("organizationId", organizationId).eq("email", email))
    .take(CLAIMS_MAX);
  for (const { frontendUserId } of claims) {
    if ((await loadObject(ctx, organizationId, frontendUser, frontendUserId)).status === "active") {
      return true;
    }
  }
  return claims.length === CLAIMS_MAX;
}

/** An identity to which this e-mail is proven. Several may be, all of the same user. */
async function findProven(
  ctx: QueryCtx,
  { organizationId }: Origin,
  email: string,
): Promise<Identity | null> {
  return await ctx.db
    .query("frontendIdentities")
    .withIndex("by_email", (q) =>
      q.eq("organizationId", organizationId).eq("email", email).eq("emailVerified", true),
    )
    .first();
}

interface SignInState {
  user: StoredObject | null;
  signIn: SignInInput;
  claimed: ClaimedEmail;
  others: readonly ClaimedEmail[];
}

async function fieldsAfter(
  ctx: QueryCtx,
  origin: Origin,
  { user, signIn, claimed, others }: SignInState,
): Promise<ObjectFields<typeof frontendUser>> {
  const { email, emailVerified } = ownEmail(claimed, others);
  const before = user === null ? null : propertiesOf(frontendUser, user);
  const properties: FrontendUserProperties = {
    ...{ contactDecidedByStaff: false, ...before },
    ...(mayLinkContact(before, signIn, claimed) ? await linkByEmail(ctx, origin, signIn) : {}),
    ...{ email, emailVerified, displayName: signIn.name, lastLogin: Date.now() },
    ...{ oauthProvider: signIn.oauthProvider, oauthId: signIn.oauthId },
  };
  return { subtype: null, name: email, description: null, status: user?.status ?? "active", properties };
}

/** An archived contact is not linked: staff put it away, so a sign-in does not bring it back. */
async function linkByEmail(ctx: QueryCtx, { organizationId }: Origin, { email }: ClaimedEmail) {
  const found = await findUnique(ctx, organizationId, contact, email);
  return linkTo(found === null || found.archived ? null : found._id);
}

async function saveIdentity(
  ctx: MutationCtx,
  origin: Origin,
  given: SignInState & { identity: Identity | null; user: StoredObject; isNew: boolean },
): Promise<void> {
  const { identity, user, isNew, signIn, claimed, others } = given;
  const { email, emailVerified } = claimed;
  const lastLogin = Date.now();
  if (identity !== null) {
    await ctx.db.patch("frontendIdentities", identity._id, { email, emailVerified, lastLogin });
    return;
  }
  if (others.length >= IDENTITIES_MAX) {
    throw appError("CONFLICT", { error: `A frontend user has at most ${IDENTITIES_MAX} identities.` });
  }
  const { oauthProvider: provider, oauthId: subject } = signIn;
  await ctx.db.insert("frontendIdentities", {
    ...{ organizationId: origin.organizationId, provider, subject, frontendUserId: user._id },
    ...{ email, emailVerified, linkedAt: lastLogin, lastLogin },
  });
  if (!isNew) {
    const { _id: id, type, version } = user;
    const changes = { identity: { before: null, after: { provider, subject, email } } };
    await recordAction(ctx, origin, { id, type, action: "identity_linked", changes, version });
  }
}
