/** An e-mail, and whether it is proven to be the person's. Only a proven one finds users and contacts. */
export interface ClaimedEmail {
  email: string;
  emailVerified: boolean;
}

/** Who else has the e-mail of a sign-in. */
export interface EmailHolders<UserId> {
  /** The one user to whom the e-mail is proven. */
  provenTo: UserId | null;
  /** Whether it is proven to anybody, or claimed by a user who is not suspended. */
  isClaimed: boolean;
}

/**
 * Where somebody belongs whose identity was never seen before. A proven e-mail leads to the user to whom it is proven
 * too, and to nobody else: an account that a stranger opened in the name of an unproven e-mail stays the stranger's.
 * An unproven e-mail leads nowhere, and is not taken a second time.
 */
export function placeOf<UserId>(
  { emailVerified }: ClaimedEmail,
  { provenTo, isClaimed }: EmailHolders<UserId>,
): { kind: "known"; userId: UserId } | { kind: "new" } | { kind: "conflict" } {
  if (emailVerified) {
    return provenTo === null ? { kind: "new" } : { kind: "known", userId: provenTo };
  }
  return isClaimed ? { kind: "conflict" } : { kind: "new" };
}

/**
 * What an identity's e-mail is after a sign-in. A proof holds as long as the provider tells the same e-mail; another
 * one begins anew, so that a former address opens nothing to whoever gets it next. An e-mail that is proven to another
 * user stays theirs alone.
 */
export function emailAfter(
  before: ClaimedEmail | null,
  { email, emailVerified }: ClaimedEmail,
  { isProvenToAnother }: { isProvenToAnother: boolean },
): ClaimedEmail {
  const wasVerified = before?.email === email && before.emailVerified;
  return { email, emailVerified: !isProvenToAnother && (emailVerified || wasVerified) };
}

/** The e-mail that a user goes by: that of the last sign-in, unless only another identity has a proven one. */
export function ownEmail(last: ClaimedEmail, others: readonly ClaimedEmail[]): ClaimedEmail {
  return last.emailVerified ? last : (others.find((other) => other.emailVerified) ?? last);
}

/**
 * Whether a sign-in may link its user to the contact of its e-mail: the e-mail is proven now, the user has no contact
 * yet, and staff never decided about that.
 */
export function mayLinkContact(
  user: { crmContactId?: string; contactDecidedByStaff: boolean } | null,
  signIn: ClaimedEmail,
  identity: ClaimedEmail,
): boolean {
  const isOpen = user === null || (user.crmContactId === undefined && !user.contactDecidedByStaff);
  return isOpen && signIn.emailVerified && identity.emailVerified;
}
