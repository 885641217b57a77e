import type { OauthProvider, SignInInput } from "./object";

/** What a provider says of somebody in an ID token that was validated. */
export type Claims = Readonly<Record<string, unknown>>;

export interface TrustedTenants {
  /** Ids of Microsoft tenants whose administrators are trusted to give their people no e-mail of somebody else's. */
  readonly verifiedTenants: readonly string[];
}

/** Whom an ID token names, as `syncUser` is told. Null for somebody of whom the provider tells no e-mail or no subject. */
export function personOf(
  oauthProvider: OauthProvider,
  claims: Claims,
  trusted: TrustedTenants,
): SignInInput | null {
  const oauthId = textOf(claims.sub);
  const email = emailOf(oauthProvider, claims);
  if (oauthId === null || email === null) {
    return null;
  }
  const name = lineOf(textOf(claims.name) ?? "") || email;
  return {
    email,
    name,
    oauthProvider,
    oauthId,
    emailVerified: isEmailVerified(oauthProvider, claims, trusted),
  };
}

/** The ids in a list that is separated by commas. */
export function tenantsOf(list: string | undefined): string[] {
  return (list ?? "")
    .split(",")
    .map((id) => id.trim().toLowerCase())
    .filter((id) => id !== "");
}

const NAME_LENGTH_MAX = 200;

/**
 * Whether the provider proves that the e-mail is the person's. Google says so itself. At Microsoft administrators of any
 * tenant, and owners of personal accounts, can write any e-mail into an account, so that one counts only where Microsoft
 * has verified that the tenant owns the e-mail's domain (`xms_edov`), or where the tenant is trusted.
 */
function isEmailVerified(
  provider: OauthProvider,
  claims: Claims,
  { verifiedTenants }: TrustedTenants,
): boolean {
  switch (provider) {
    case "google":
      return claims.email_verified === true;
    case "microsoft":
      return (
        textOf(claims.email) !== null &&
        (isDomainOwner(claims.xms_edov) || isAmong(verifiedTenants, claims.tid))
      );
  }
}

/** Microsoft documents a boolean and sends `1` and `"1"` as well. */
function isDomainOwner(claim: unknown): boolean {
  return [true, 1, "1", "true"].some((yes) => claim === yes);
}

function isAmong(tenants: readonly string[], claim: unknown): boolean {
  const tenant = textOf(claim);
  return tenant !== null && tenants.includes(tenant.toLowerCase());
}

/** Work accounts without a mailbox have no `email`. What they sign in with has the form of one, and proves nothing. */
function emailOf(provider: OauthProvider, claims: Claims): string | null {
  const told = textOf(claims.email);
  const loginName = provider === "microsoft" ? textOf(claims.preferred_username) : null;
  return told ?? (loginName?.includes("@") === true ? loginName : null);
}

/** As it is: a subject or an e-mail that were mended could become that of somebody else. */
function textOf(claim: unknown): string | null {
  return typeof claim === "string" && claim.trim() !== "" ? claim : null;
}

function lineOf(name: string): string {
  return name
    .replace(/[\s\p{C}]+/gu, " ")
    .slice(0, NAME_LENGTH_MAX)
    .trim();
}
