import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "../../convex/_generated/api";
import { DAY, HOUR, MINUTE } from "../../lib/time";
import { ask, type Backend, backend } from "../setup";
import { type PortalTenant, seedPortal, type SignedIn, signIn } from "../support/portal";
import { codeOf } from "../support/staff";

const portal = api.frontendUserQueries;
let t: Backend;
let acme: PortalTenant;
let user: SignedIn;

beforeEach(async () => {
  vi.useFakeTimers();
  t = backend();
  acme = await seedPortal(t);
  user = await signIn(t, acme);
});

afterEach(() => {
  vi.useRealTimers();
});

/** Time passes day by day, and what was scheduled for it happens. */
async function pass(milliseconds: number) {
  for (let left = milliseconds; left > 0; left -= DAY) {
    vi.advanceTimersByTime(Math.min(left, DAY));
    await t.finishInProgressScheduledFunctions();
  }
}

const rows = () => t.run((ctx) => ctx.db.query("frontendSessions").take(200));
const kinds = async () => (await rows()).map((row) => row.kind).toSorted();
const current = (sessionId: string) => codeOf(t.query(portal.getCurrentUser, { sessionId }));
const open = () => codeOf(t.mutation(portal.openPage, { token: user.token }));
const status = async (token: string) => (await ask(t, token, "GET", "/auth/user")).status;

describe("a sign-in", () => {
  test("is deleted after 30 idle days", async () => {
    await pass(30 * DAY - MINUTE);
    expect(await kinds()).toEqual(["login"]);
    await pass(2 * MINUTE);
    expect(await rows()).toEqual([]);
    expect(await open()).toBe("UNAUTHORIZED");
  });

  test("lasts on while it is used, and 90 days at most", async () => {
    for (let day = 0; day < 80; day += 20) {
      expect(await status(user.token)).toBe(200);
      await pass(20 * DAY);
    }
    expect(await status(user.token)).toBe(200);
    await pass(10 * DAY - MINUTE);
    expect(await status(user.token)).toBe(200);
    await pass(2 * MINUTE);
    expect(await status(user.token)).toBe(401);
    expect(await rows()).toEqual([]);
  });

  test("notes its use once an hour, so that requests do not write a row each", async () => {
    const used = async () => (await rows()).find((row) => row.kind === "login")?.lastUsedAt;
    const start = await used();
    await pass(HOUR);
    await ask(t, user.token, "GET", "/auth/user");
    expect(await used()).toBe(start);
    await pass(MINUTE);
    await ask(t, user.token, "GET", "/auth/user");
    expect(await used()).toBe(Date.now());
  });

  test("of a fiftieth device remains, and the longest unused one ends for the next", async () => {
    const tokens = [user.token];
    while (tokens.length < 51) {
      await pass(MINUTE);
      tokens.push((await signIn(t, acme)).token);
      if (tokens.length === 50) {
        await pass(2 * HOUR);
        expect(await status(user.token)).toBe(200);
      }
    }
    expect((await rows()).filter((row) => row.kind === "login")).toHaveLength(50);
    expect(await status(user.token)).toBe(200);
    expect(await status(tokens[1] ?? "")).toBe(401);
    expect(await status(tokens[50] ?? "")).toBe(200);
  });
});

describe("a page's sessionId", () => {
  test("is deleted after ten minutes", async () => {
    expect(await current(user.sessionId)).toBe("none");
    await pass(10 * MINUTE - 1);
    expect(await current(user.sessionId)).toBe("none");
    await pass(2);
    expect(await current(user.sessionId)).toBe("UNAUTHORIZED");
    expect(await kinds()).toEqual(["login"]);
  });

  test("does not outlast its sign-in", async () => {
    await pass(30 * DAY - MINUTE);
    const { expiresAt } = await t.mutation(portal.openPage, { token: user.token });
    expect(expiresAt).toBe(Date.now() + 10 * MINUTE);
    for (let month = 0; month < 2; month += 1) {
      await pass(29 * DAY);
      await open();
    }
    const [login] = (await rows()).filter((row) => row.kind === "login");
    await pass((login?.expiresAt ?? 0) - Date.now() - MINUTE);
    const page = await t.mutation(portal.openPage, { token: user.token });
    expect(page.expiresAt).toBe(Date.now() + MINUTE);
  });

  test("is not the token, nor the other way round", async () => {
    expect(await current(user.token)).toBe("UNAUTHORIZED");
    expect(await codeOf(t.mutation(portal.openPage, { token: user.sessionId }))).toBe("UNAUTHORIZED");
    const stored = JSON.stringify(await rows());
    expect(stored).not.toContain(user.token);
    expect(stored).not.toContain(user.sessionId);
  });

  test("ends with its sign-in at once, however many pages are open", async () => {
    await t.run(async (ctx) => {
      const page = (await ctx.db.query("frontendSessions").take(10)).find((row) => row.kind === "page");
      if (page === undefined) throw new Error("The page was not stored");
      const { _id, _creationTime, ...fields } = page;
      for (let copy = 0; copy < 1200; copy += 1) {
        await ctx.db.insert("frontendSessions", { ...fields, tokenHash: `${fields.tokenHash}-${copy}` });
      }
    });
    await t.mutation(portal.signOutEverywhere, { sessionId: user.sessionId });
    expect(await current(user.sessionId)).toBe("UNAUTHORIZED");
  });
});
