import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "../../convex/_generated/api";
import { isAppError } from "../../lib/errors";
import { DAY, HOUR, MINUTE } from "../../lib/time";
import { type Backend, backend, seedTenant, type Tenant } from "../setup";
import { codeOf } from "../support/staff";

let t: Backend;
let acme: Tenant;

beforeEach(async () => {
  vi.useFakeTimers();
  t = backend();
  acme = await seedTenant(t);
});

afterEach(() => {
  vi.useRealTimers();
});

function signIn(email = acme.owner.email, password = acme.owner.password) {
  return t.action(api.auth.signIn, { email, password });
}

/** Time passes, and what was scheduled for it happens. */
async function pass(milliseconds: number) {
  vi.advanceTimersByTime(milliseconds);
  await t.finishInProgressScheduledFunctions();
}

describe("signIn", () => {
  test("answers a token that opens pages, and stores only its hash", async () => {
    const { token, expiresAt } = await signIn(` ${acme.owner.email.toUpperCase()} `);
    expect(expiresAt).toBe(Date.now() + 12 * HOUR);
    const page = await t.mutation(api.auth.openPage, { token });
    expect(page).toMatchObject({
      expiresAt: Date.now() + 10 * MINUTE,
      user: { id: acme.owner.userId, email: acme.owner.email, name: "Olga Owner" },
      organizations: [{ id: acme.organizationId, name: "Acme", role: "owner", currency: "EUR" }],
    });
    const stored = JSON.stringify(await t.run((ctx) => ctx.db.query("sessions").take(10)));
    expect(stored).not.toContain(token);
    expect(stored).not.toContain(page.sessionId);
  });

  test("answers a wrong password and an unknown e-mail alike", async () => {
    const messages = [];
    for (const attempt of [signIn(undefined, "wrong"), signIn("nobody@acme.example", "wrong")]) {
      messages.push(await attempt.catch((error: unknown) => (isAppError(error) ? error.data : error)));
    }
    expect(messages[0]).toEqual(messages[1]);
    expect(messages[0]).toMatchObject({ code: "UNAUTHORIZED" });
  });

  test("is slowed down per e-mail, known or not, and recovers", async () => {
    for (const email of [acme.owner.email, "nobody@acme.example"]) {
      for (let attempt = 0; attempt < 5; attempt += 1) {
        expect(await codeOf(signIn(email, "wrong"))).toBe("UNAUTHORIZED");
      }
      expect(await codeOf(signIn(email, acme.owner.password))).toBe("RATE_LIMITED");
    }
    await pass(MINUTE + 1);
    expect(await codeOf(signIn())).toBe("none");
  });

  test("is slowed down per address, whatever e-mails are tried, but not from the machine itself", async () => {
    const attempt = (ip: string, email: string) =>
      t.withRequestMetadata({ ip }).mutation(internal.auth.admitSignIn, { email });
    const from = async (ip: (index: number) => string) => {
      const attempts = Array.from({ length: 31 }, (_, index) =>
        attempt(ip(index), `${ip(index)}.${index}@x.example`),
      );
      return (await Promise.all(attempts)).filter(({ admitted }) => admitted).length;
    };
    expect(await from(() => "203.0.113.7")).toBe(30);
    expect(await from(() => "203.0.113.8")).toBe(30);
    expect(await from((index) => `2001:db8::${index}`)).toBe(30);
    expect(await from(() => "127.0.0.1")).toBe(31);
    expect(await attempt("203.0.113.7", acme.owner.email)).toMatchObject({ admitted: false });
    await pass(MINUTE);
    expect(await attempt("203.0.113.7", acme.owner.email)).toMatchObject({ admitted: true });
  });

  test("lets a crowd neither pile up nor occupy every thread, and recovers", async () => {
    const hash = "scrypt$2$1$1$AAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    const verify = () => t.action(internal.authNode.verifyPassword, { password: "x", hash });
    const codes = await Promise.all(Array.from({ length: 60 }, () => codeOf(verify())));
    expect(codes.filter((code) => code === "none")).toHaveLength(42);
    expect(codes.filter((code) => code === "RATE_LIMITED")).toHaveLength(18);
    expect(await codeOf(verify())).toBe("none");
  });
});

describe("a page's sessionId", () => {
  const { organizationId } = { organizationId: () => acme.organizationId };
  const count = (sessionId: string) =>
    t.query(api.crmOntology.countContacts, { sessionId, organizationId: organizationId() });

  async function open() {
    const { token } = await signIn();
    return { token, ...(await t.mutation(api.auth.openPage, { token })) };
  }

  test("is deleted after ten minutes", async () => {
    const { sessionId } = await open();
    expect(await count(sessionId)).toBe(0);
    await pass(10 * MINUTE + 1);
    expect(await codeOf(count(sessionId))).toBe("UNAUTHORIZED");
    const kinds = await t.run(async (ctx) =>
      (await ctx.db.query("sessions").take(10)).map((row) => row.kind),
    );
    expect(kinds).toEqual(["login"]);
  });

  test("ends with the sign-out", async () => {
    const { sessionId, token } = await open();
    await t.mutation(api.auth.signOut, { token });
    expect(await codeOf(count(sessionId))).toBe("UNAUTHORIZED");
    expect(await codeOf(t.mutation(api.auth.openPage, { token }))).toBe("UNAUTHORIZED");
    expect(await t.run((ctx) => ctx.db.query("sessions").take(10))).toEqual([]);
    await t.mutation(api.auth.signOut, { token });
  });

  test("ends with the sign-out however many pages are open", async () => {
    const { sessionId, token } = await open();
    await t.run(async (ctx) => {
      const page = await ctx.db
        .query("sessions")
        .filter((q) => q.eq(q.field("kind"), "page"))
        .unique();
      if (page === null) throw new Error("The page was not stored");
      const { _id, _creationTime, ...fields } = page;
      for (let copy = 0; copy < 1200; copy += 1) {
        await ctx.db.insert("sessions", { ...fields, tokenHash: `${fields.tokenHash}-${copy}` });
      }
    });
    await t.mutation(api.auth.signOut, { token });
    await pass(1);
    await pass(1);
    expect(await codeOf(count(sessionId))).toBe("UNAUTHORIZED");
    expect(await t.run((ctx) => ctx.db.query("sessions").take(10))).toEqual([]);
  });

  test("is enough to follow where one works, and as what", async () => {
    const { token } = await signIn();
    const { sessionId, organizations } = await t.mutation(api.auth.openPage, { token });
    const standing = () => t.query(api.auth.getStanding, { sessionId });
    expect(await standing()).toEqual({ organizations });
    await t.run(async (ctx) => {
      const membership = await ctx.db.query("memberships").first();
      if (membership !== null) await ctx.db.patch("memberships", membership._id, { role: "viewer" });
    });
    expect(await standing()).toMatchObject({ organizations: [{ role: "viewer" }] });
    await pass(10 * MINUTE);
    expect(await codeOf(standing())).toBe("UNAUTHORIZED");
  });

  test("is not the token, nor the other way round", async () => {
    const { sessionId, token } = await open();
    expect(await codeOf(count(token))).toBe("UNAUTHORIZED");
    expect(await codeOf(t.mutation(api.auth.openPage, { token: sessionId }))).toBe("UNAUTHORIZED");
    expect(await codeOf(count(acme.owner.userId))).toBe("UNAUTHORIZED");
  });

  test("opens again for 12 hours after the last page, and for 7 days at most", async () => {
    const { token } = await open();
    for (let day = 0; day < 14; day += 1) {
      expect(await codeOf(t.mutation(api.auth.openPage, { token }))).toBe("none");
      await pass(DAY / 2 - MINUTE);
    }
    await pass(20 * MINUTE);
    expect(await codeOf(t.mutation(api.auth.openPage, { token }))).toBe("UNAUTHORIZED");
  });

  test("does not open after 12 idle hours", async () => {
    const { token } = await open();
    await pass(12 * HOUR + 1);
    expect(await codeOf(t.mutation(api.auth.openPage, { token }))).toBe("UNAUTHORIZED");
    expect(await t.run((ctx) => ctx.db.query("sessions").take(10))).toEqual([]);
  });
});
