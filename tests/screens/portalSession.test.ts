import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "../support/chromium";
import { sharedGuildhall } from "../support/sharedGuildhall";
import { keepScreenshot } from "./support/pixels";
import { andrea, chooseAt, openPortal, type OwnPortal, priya, signInTo } from "./support/portal";
import { addContact } from "./support/staff";
import { type SignedIn, visit, type Visit } from "./support/visit";

const COOKIE = "authjs.session-token";
/** Every secret of Guildhall begins like this. */
const SECRET = /gh[a-z]_[\w-]{20,}/u;
let browser: Browser;
let portal: OwnPortal;

beforeAll(async () => {
  browser = await launchChromium();
  portal = await openPortal("Sessions");
  for (const { email } of [andrea, priya]) await addContact(portal.staff, { email, firstName: "Some" });
});

afterAll(async () => {
  await portal.close();
  await browser.close();
});

async function enter(storageState?: SignedIn): Promise<Visit> {
  return await visit(browser, {
    baseURL: portal.url,
    ...(storageState === undefined ? {} : { storageState }),
  });
}

async function cookieOf(context: BrowserContext): Promise<string> {
  return (await context.cookies()).find(({ name }) => name === COOKIE)?.value ?? "";
}

async function askFor(path: string, cookie: string, headers: Record<string, string> = {}): Promise<Response> {
  return await fetch(`${portal.url}${path}`, {
    method: "POST",
    headers: { Origin: portal.url, Cookie: `${COOKIE}=${cookie}`, ...headers },
  });
}

/** Where the provider would send the browser next, with a code that nobody has used. */
async function unusedAnswer(page: Page): Promise<string> {
  await page.goto("/auth/signin");
  await page.getByRole("button", { name: "Continue with Google" }).click();
  await page.getByRole("heading", { name: "Choose an account" }).waitFor();
  const form = { choice: andrea.subject };
  const chosen = await page.request.post(page.url(), { form, maxRedirects: 0 });
  const resume = new URL(chosen.headers().location ?? "", page.url()).href;
  const answer = (await page.request.get(resume, { maxRedirects: 0 })).headers().location ?? "";
  expect(answer).toContain(`${portal.url}/api/auth/callback/google?code=`);
  return answer;
}

/** Everything that a script of the page could read. */
async function readable(page: Page): Promise<string> {
  return await page.evaluate(() =>
    JSON.stringify([
      document.cookie,
      { ...localStorage },
      { ...sessionStorage },
      document.documentElement.outerHTML,
    ]),
  );
}

describe("a client's session", () => {
  test("keeps its secrets out of pages, scripts and storage", async () => {
    const { page, context, complaints } = await enter();
    const bodies: string[] = [];
    page.on("response", (response) => {
      const { pathname, origin } = new URL(response.url());
      if (origin !== portal.url || pathname === "/api/portal/page") return;
      void response.text().then(
        (text) => bodies.push(text),
        () => undefined,
      );
    });
    await signInTo(page, andrea);
    await page.getByRole("link", { name: "Profile" }).click();
    await page.getByText("This one").waitFor();
    const cookie = (await context.cookies()).find(({ name }) => name === COOKIE);
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", secure: false, path: "/" });
    expect(cookie?.value).not.toMatch(SECRET);
    expect(Buffer.from(cookie?.value.split(".")[3] ?? "", "base64url").toString("latin1")).not.toMatch(
      SECRET,
    );
    for (const text of [await readable(page), ...bodies]) {
      expect(text).not.toMatch(SECRET);
      expect(text).not.toContain(cookie?.value);
    }
    expect(bodies.length).toBeGreaterThan(5);
    const session = await page.request.get("/api/auth/session");
    expect(Object.keys((await session.json()) as object)).toEqual(["expires"]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("ends with the sign-out, on the deployment too", async () => {
    const { page, context } = await enter();
    await signInTo(page, andrea);
    const stolen = await cookieOf(context);
    expect((await askFor("/api/portal/page", stolen)).status).toBe(200);
    await page.getByRole("button", { name: `Account of ${andrea.name}` }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.waitForURL("**/auth/signin");
    expect(await cookieOf(context)).toBe("");
    // Whoever copied the cookie has nothing left of it.
    expect((await askFor("/api/portal/page", stolen)).status).toBe(401);
    await page.goto("/portal");
    expect(new URL(page.url()).pathname).toBe("/auth/signin");
    await context.close();
  });

  test("that is ended on another device closes this page, and the next sign-in comes back to it", async () => {
    const here = await enter();
    await signInTo(here.page, andrea, "/portal/profile");
    const there = await enter();
    await signInTo(there.page, andrea, "/portal/profile");
    // Those of other tests may still be there; the latest one comes first, and is this one.
    await there.page.getByRole("button", { name: "End" }).first().click();
    await there.page.getByText("That session has ended.", { exact: true }).waitFor();
    await keepScreenshot(there.page, "journey a session ended elsewhere");
    await here.page.waitForURL("**/auth/signin?next=%2Fportal%2Fprofile");
    await keepScreenshot(here.page, "journey leads to the sign-in");
    expect(await cookieOf(here.context)).toBe("");
    await there.page.getByText("Connection: Live").waitFor();

    await chooseAt(here.page, "Google", andrea.name);
    await here.page.waitForURL("**/portal/profile");
    await there.page.getByRole("button", { name: "Sign out everywhere" }).click();
    await there.page.getByRole("dialog").getByRole("button", { name: "Sign out everywhere" }).click();
    await there.page.waitForURL("**/auth/signin");
    await here.page.waitForURL("**/auth/signin?next=%2Fportal%2Fprofile");
    await here.context.close();
    await there.context.close();
  });

  test("makes room for the next one of the same browser", async () => {
    const { page, context } = await enter();
    await signInTo(page, priya);
    const former = await cookieOf(context);
    await page.goto("/auth/signin");
    await chooseAt(page, "Google", andrea.name);
    await page.waitForURL("**/portal");
    expect(await cookieOf(context)).not.toBe(former);
    expect((await askFor("/api/portal/page", former)).status).toBe(401);
    await context.close();
  });

  test("is renewed before it ends, unseen", async () => {
    const { page, context } = await enter();
    await page.clock.install();
    const renewals: number[] = [];
    page.on("response", (response) => {
      if (response.url().endsWith("/api/portal/page")) renewals.push(response.status());
    });
    await signInTo(page, priya);
    expect(renewals).toEqual([200]);
    await page.clock.fastForward("07:00");
    await expect.poll(() => renewals).toEqual([200, 200]);
    await page.getByRole("heading", { name: "Welcome, Some" }).waitFor();
    await context.close();
  });

  test("is not opened by a cookie that somebody made up, and the page does not turn in circles", async () => {
    const { page, context } = await enter();
    const url = portal.url;
    await context.addCookies([{ name: COOKIE, value: "made-up", url, httpOnly: true, sameSite: "Lax" }]);
    await page.goto("/portal");
    await page.waitForURL("**/auth/signin?next=%2Fportal");
    await page.getByRole("button", { name: "Continue with Google" }).waitFor();
    expect(await cookieOf(context)).toBe("");
    await context.close();
  });
});

describe("the routes of the sign-in", () => {
  test.each(["signin", "signout", "error", "verify-request"])(
    "pages of Auth.js are not shown (%s)",
    async (page) => {
      const response = await fetch(`${portal.url}/api/auth/${page}`, { redirect: "manual" });
      expect(response.status).toBe(302);
      expect(new URL(response.headers.get("Location") ?? "", portal.url).pathname).toMatch(
        /^\/(auth\/signin|portal)$/u,
      );
    },
  );

  test.each(["/api/portal/page", "/api/portal/sign-in", "/api/portal/sign-out"])(
    "403 for a request to %s that another site sends",
    async (path) => {
      expect((await askFor(path, "", { Origin: "https://evil.example" })).status).toBe(403);
      expect((await fetch(`${portal.url}${path}`, { method: "POST" })).status).toBe(403);
    },
  );

  test("503 for a provider that is not set up, 400 for none", async () => {
    const ask = async (body: object) => {
      const headers = { Origin: portal.url, "Content-Type": "application/json" };
      const init = { method: "POST", headers, body: JSON.stringify(body) };
      const response = await fetch(`${portal.url}/api/portal/sign-in`, init);
      return [response.status, ((await response.json()) as { code: string }).code];
    };
    expect(await ask({ provider: "github" })).toEqual([503, "PROVIDER_NOT_CONFIGURED"]);
    expect(await ask({})).toEqual([400, "INVALID_REQUEST"]);
  });

  test("the answer of a provider is worth nothing in another browser", async () => {
    const victim = await enter();
    const attacker = await enter();
    const answer = await unusedAnswer(attacker.page);
    await victim.page.goto(answer);
    await victim.page.getByText("The sign-in did not come to its end").waitFor();
    expect(await cookieOf(victim.context)).toBe("");
    // Nor with the victim's own sign-in under way.
    await victim.page.goto("/auth/signin");
    await victim.page.getByRole("button", { name: "Continue with Google" }).click();
    await victim.page.getByRole("heading", { name: "Choose an account" }).waitFor();
    await victim.page.goto(answer);
    await victim.page.waitForURL("**/auth/signin?error=*");
    expect(await cookieOf(victim.context)).toBe("");
    await victim.context.close();
    await attacker.context.close();
  });

  test("the way back leads to pages of the portal only", async () => {
    const { page, context } = await enter();
    await page.goto("/auth/signin?next=https%3A%2F%2Fevil.example%2Fportal");
    await chooseAt(page, "Microsoft", priya.name);
    await page.waitForURL(`${portal.url}/portal`);
    await context.close();
  });

  test("pages have the policy of all pages: scripts by nonce, and nothing from elsewhere", async () => {
    for (const path of ["/auth/signin", "/portal"]) {
      const response = await fetch(`${portal.url}${path}`, { headers: { Cookie: `${COOKIE}=x` } });
      const policy = response.headers.get("Content-Security-Policy") ?? "";
      expect(policy).toMatch(/script-src 'self' 'nonce-[0-9a-f]{32}' 'strict-dynamic';/u);
      expect(policy).not.toContain("unsafe");
      expect(policy).toContain(`connect-src 'self' ${sharedGuildhall().deploymentUrl}`);
      expect(policy).toContain("form-action 'self'");
    }
  });
});
