import { describe, expect, test } from "vitest";
import { emailAfter, mayLinkContact, ownEmail, placeOf } from "../../lib/frontendUsers/rules";

const proven = { email: "a@x.example", emailVerified: true };
const unproven = { email: "a@x.example", emailVerified: false };

describe("placeOf", () => {
  test.each([
    [proven, { provenTo: "u1", isClaimed: true }, { kind: "known", userId: "u1" }],
    [proven, { provenTo: null, isClaimed: true }, { kind: "new" }],
    [proven, { provenTo: null, isClaimed: false }, { kind: "new" }],
    [unproven, { provenTo: "u1", isClaimed: true }, { kind: "conflict" }],
    [unproven, { provenTo: null, isClaimed: true }, { kind: "conflict" }],
    [unproven, { provenTo: null, isClaimed: false }, { kind: "new" }],
  ])("of %j among %j is %j", (signIn, holders, place) => {
    expect(placeOf(signIn, holders)).toEqual(place);
  });
});

describe("emailAfter", () => {
  const after = (before: typeof proven | null, signIn: typeof proven, isProvenToAnother = false) =>
    emailAfter(before, signIn, { isProvenToAnother });

  test("keeps the proof of an e-mail that stays the same", () => {
    expect(after(proven, unproven)).toEqual(proven);
    expect(after(unproven, proven)).toEqual(proven);
    expect(after(unproven, unproven)).toEqual(unproven);
  });

  test("begins anew with another e-mail", () => {
    expect(after(proven, { ...unproven, email: "b@x.example" })).toEqual({
      ...unproven,
      email: "b@x.example",
    });
    expect(after(proven, { ...proven, email: "b@x.example" })).toEqual({ ...proven, email: "b@x.example" });
  });

  test("leaves an e-mail to the user to whom it is proven", () => {
    expect(after(null, proven, true)).toEqual(unproven);
    expect(after(unproven, proven, true)).toEqual(unproven);
  });
});

describe("ownEmail", () => {
  const other = { email: "b@x.example", emailVerified: true };

  test("is that of the last sign-in, unless only another one is proven", () => {
    expect(ownEmail(proven, [other])).toBe(proven);
    expect(ownEmail(unproven, [other])).toBe(other);
    expect(ownEmail(unproven, [{ ...other, emailVerified: false }])).toBe(unproven);
    expect(ownEmail(unproven, [])).toBe(unproven);
  });
});

describe("mayLinkContact", () => {
  const open = { contactDecidedByStaff: false };

  test("links a user who has no contact by an e-mail that is proven now", () => {
    expect(mayLinkContact(null, proven, proven)).toBe(true);
    expect(mayLinkContact(open, proven, proven)).toBe(true);
  });

  test.each([
    ["an e-mail that was proven before only", open, unproven, proven],
    ["an e-mail that is proven to another user", open, proven, unproven],
    ["a user who has a contact", { ...open, crmContactId: "c1" }, proven, proven],
    ["a user whose contact staff took away", { contactDecidedByStaff: true }, proven, proven],
  ])("does not link by %s", (_case, user, signIn, identity) => {
    expect(mayLinkContact(user, signIn, identity)).toBe(false);
  });
});
