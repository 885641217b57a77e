/** What a provider says of somebody. */
export interface Claim {
  oauthProvider: "google" | "microsoft";
  oauthId: string;
  email: string;
  emailVerified: boolean;
}

interface Identity {
  key: string;
  email: string;
  emailVerified: boolean;
}

interface User {
  identities: Identity[];
  contact: string | null;
  decidedByStaff: boolean;
  suspended: boolean;
  /** The e-mail that the user goes by. */
  own: { email: string; emailVerified: boolean };
  /** Contacts that may be linked: those whose e-mail was ever proven, and those that staff chose. */
  entitled: Set<string>;
}

/** The rules of the contract, written down once more as plainly as possible. Contacts are called by their e-mail. */
export class LinkingModel {
  readonly #users: User[] = [];
  readonly #contacts = new Map<string, { archived: boolean }>();

  sync(claim: Claim): number | string {
    const key = `${claim.oauthProvider}:${claim.oauthId}`;
    const known = this.#users.find((user) => user.identities.some((one) => one.key === key));
    const proven = this.#users.find((user) => user.identities.some((one) => proves(one, claim.email)));
    const claimed = this.#users.some(
      (user) => !user.suspended && user.identities.some((one) => one.email === claim.email),
    );
    if (known === undefined && !claim.emailVerified && (claimed || proven !== undefined)) {
      return "CONFLICT";
    }
    const found = known ?? (claim.emailVerified ? proven : undefined);
    if (found?.suspended === true) {
      return "FORBIDDEN";
    }
    const user = found ?? this.#newUser(claim);
    const identity = identityOf(user, key);
    const belongsToAnother = proven !== undefined && proven !== user;
    const stillProven = identity.email === claim.email && identity.emailVerified;
    identity.email = claim.email;
    identity.emailVerified = !belongsToAnother && (claim.emailVerified || stillProven);
    const shown = identity.emailVerified
      ? identity
      : (user.identities.find((one) => one.emailVerified) ?? identity);
    user.own = { email: shown.email, emailVerified: shown.emailVerified };
    this.#linkByEmail(user, claim, identity);
    return this.#users.indexOf(user);
  }

  setContact(email: string, archived: boolean): void {
    this.#contacts.set(email, { archived });
  }

  setSuspended(which: number, suspended: boolean): void {
    const user = this.#users[which];
    if (user !== undefined) {
      user.suspended = suspended;
    }
  }

  link(which: number, email: string | null): void {
    const user = this.#users[which];
    if (user !== undefined) {
      user.contact = email !== null && this.#contacts.has(email) ? email : null;
      user.decidedByStaff = true;
      user.entitled.add(email ?? "");
    }
  }

  state() {
    return this.#users.map(({ own, contact, identities }) => ({
      ...own,
      contacts: contact === null ? [] : [contact],
      identities,
    }));
  }

  everProvenOrLinked(which: number, email: string): boolean {
    return this.#users[which]?.entitled.has(email) ?? false;
  }

  #newUser({ email, emailVerified }: Claim): User {
    const user: User = {
      ...{ identities: [], contact: null, decidedByStaff: false, suspended: false },
      ...{ own: { email, emailVerified }, entitled: new Set<string>() },
    };
    this.#users.push(user);
    return user;
  }

  #linkByEmail(user: User, claim: Claim, identity: Identity): void {
    if (claim.emailVerified && identity.emailVerified) {
      user.entitled.add(claim.email);
      const isThere = this.#contacts.get(claim.email)?.archived === false;
      if (isThere && user.contact === null && !user.decidedByStaff) {
        user.contact = claim.email;
      }
    }
  }
}

function proves(identity: Identity, email: string): boolean {
  return identity.email === email && identity.emailVerified;
}

function identityOf(user: User, key: string): Identity {
  const known = user.identities.find((one) => one.key === key);
  if (known !== undefined) {
    return known;
  }
  const identity = { key, email: "", emailVerified: false };
  user.identities.push(identity);
  return identity;
}
