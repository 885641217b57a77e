import { describe, expect, test } from "vitest";
import { personOf, tenantsOf } from "../../lib/frontendUsers/claims";
import { signInInput } from "../../lib/frontendUsers/object";

const TENANT = "8d3b0b5e-41d6-4d0b-9c5c-0f6f3a2f9e11";
const nobody = { verifiedTenants: [] };
const trusted = { verifiedTenants: tenantsOf(` ${TENANT.toUpperCase()} ,,`) };
const ada = { sub: "subject-1", name: "Ada Lovelace", email: "ada@lovelace.example" };

describe("an e-mail from Google", () => {
  test.each([
    [true, true],
    [false, false],
    ["true", false],
    [1, false],
    [undefined, false],
  ])("with email_verified %j counts as verified: %j", (claim, expected) => {
    const person = personOf("google", { ...ada, email_verified: claim }, trusted);
    expect(person).toEqual({
      email: ada.email,
      name: ada.name,
      oauthProvider: "google",
      oauthId: ada.sub,
      emailVerified: expected,
    });
  });

  test("is not verified by what only Microsoft says", () => {
    const claims = { ...ada, xms_edov: true, tid: TENANT };
    expect(personOf("google", claims, trusted)?.emailVerified).toBe(false);
  });
});

describe("an e-mail from Microsoft", () => {
  test.each([true, 1, "1", "true"])("with xms_edov %j is verified", (claim) => {
    expect(personOf("microsoft", { ...ada, xms_edov: claim }, nobody)?.emailVerified).toBe(true);
  });

  test.each([false, 0, "0", "false", "", null, undefined, [], {}, [true], "yes", "TRUE "])(
    "with xms_edov %j is not",
    (claim) => {
      expect(personOf("microsoft", { ...ada, xms_edov: claim }, nobody)?.emailVerified).toBe(false);
    },
  );

  test("is not verified because it is there, nor by what only Google says", () => {
    expect(personOf("microsoft", ada, trusted)?.emailVerified).toBe(false);
    expect(personOf("microsoft", { ...ada, email_verified: true }, trusted)?.emailVerified).toBe(false);
  });

  test("is verified in a trusted tenant, and in no other", () => {
    expect(personOf("microsoft", { ...ada, tid: TENANT }, trusted)?.emailVerified).toBe(true);
    expect(personOf("microsoft", { ...ada, tid: TENANT }, nobody)?.emailVerified).toBe(false);
    expect(personOf("microsoft", { ...ada, tid: "another" }, trusted)?.emailVerified).toBe(false);
    expect(
      personOf("microsoft", { ...ada, tid: "" }, { verifiedTenants: tenantsOf(" , ") })?.emailVerified,
    ).toBe(false);
  });

  test("that is only the name somebody signs in with is never verified", () => {
    const claims = {
      sub: "s",
      name: "Ada",
      preferred_username: "ada@work.example",
      xms_edov: true,
      tid: TENANT,
    };
    expect(personOf("microsoft", claims, trusted)).toMatchObject({
      email: "ada@work.example",
      emailVerified: false,
    });
  });
});

test.each([
  ["google", { sub: "s", name: "Ada" }],
  ["google", { sub: "s", preferred_username: "ada@work.example" }],
  ["google", { sub: "s", email: " " }],
  ["google", { email: ada.email, email_verified: true }],
  ["microsoft", { sub: "s", preferred_username: "+49 170 5550100" }],
] as const)("from %s, %j names nobody", (provider, claims) => {
  expect(personOf(provider, claims, nobody)).toBeNull();
});

test("a subject is told as it is", () => {
  expect(personOf("google", { ...ada, sub: " s\n1 " }, nobody)?.oauthId).toBe(" s\n1 ");
});

test("what is told is always something that the API accepts as a name", () => {
  const odd = { ...ada, name: ` Ada\n\tLove\u0000lace ${"x".repeat(600)} ` };
  const person = personOf("google", odd, nobody);
  expect(signInInput.parse(person).name).toMatch(/^Ada Love lace x+$/);
  expect(personOf("google", { ...ada, name: "\n" }, nobody)?.name).toBe(ada.email);
});
