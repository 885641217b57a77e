import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "../support/chromium";
import { sharedGuildhall } from "../support/sharedGuildhall";
import { type Issuer, startIssuer } from "./support/issuer";
import { andrea, chooseAt, startOwnWeb } from "./support/portal";
import { hireStaff, type Staff } from "./support/staff";
import { visit, type Visit } from "./support/visit";

/** The portal waits ten seconds for a provider. */
const LATE = { timeout: 20_000 };
let browser: Browser;
let staff: Staff;
let issuer: Issuer;
let portal: Awaited<ReturnType<typeof startOwnWeb>>;

beforeAll(async () => {
  browser = await launchChromium();
  issuer = await startIssuer();
  staff = await hireStaff("Providers", ["portal:sync", "contacts:write"]);
  const { siteUrl } = sharedGuildhall();
  portal = await startOwnWeb(staff.apiKey, siteUrl, { AUTH_GOOGLE_ISSUER: issuer.url });
});

afterEach(() => Object.assign(issuer, { claims: {}, discovery: "right", token: "right" }));

afterAll(async () => {
  await portal.web.stop();
  await portal.idp.stop();
  issuer.close();
  await browser.close();
});

async function begin(path: string): Promise<Visit> {
  const someone = await visit(browser, { baseURL: portal.url });
  await someone.page.goto(path);
  await someone.page.getByRole("button", { name: "Continue with Google" }).click();
  return someone;
}

describe("a provider", () => {
  test("that does not answer is waited for ten seconds, and the form can be used again", async () => {
    issuer.discovery = "silent";
    const started = Date.now();
    const { page, context } = await begin("/portal/profile");
    await page.getByText("Google does not answer at the moment.").waitFor(LATE);
    expect(Date.now() - started).toBeGreaterThan(9_000);
    issuer.discovery = "right";
    await page.getByRole("button", { name: "Continue with Google" }).click();
    await page.waitForURL("**/portal/profile");
    await context.close();
  });

  test.each([
    ["silent", "The provider does not answer"],
    ["refusing", "The provider answered with an error"],
    ["confused", "The provider answered with an error"],
  ] as const)("that is %s when asked who came is named, and the way back is kept", async (how, words) => {
    issuer.token = how;
    const { page, context } = await begin("/portal/profile?from=here");
    await page.getByText(words).waitFor(LATE);
    expect(new URL(page.url()).pathname).toBe("/auth/signin");
    expect((await context.cookies()).some(({ name }) => name === "authjs.session-token")).toBe(false);
    issuer.token = "right";
    await page.getByRole("button", { name: "Continue with Google" }).click();
    await page.waitForURL("**/portal/profile?from=here");
    await context.close();
  });

  test("whose discovery is an error is told from one that hangs", async () => {
    issuer.discovery = "confused";
    const { page, context } = await begin("/portal");
    await page.getByText("Signing in with Google does not work at the moment.").waitFor();
    await context.close();
  });

  test("that tells no e-mail, or one that is none, signs nobody in", async () => {
    for (const email of [undefined, "no e-mail"]) {
      issuer.claims = { email, sub: `without ${email}` };
      const { page, context } = await begin("/portal");
      await page.getByText("The provider told no e-mail address").waitFor();
      await context.close();
    }
  });

  test("whose ID token is for another sign-in signs nobody in", async () => {
    issuer.claims = { nonce: "of another one" };
    const { page, context } = await begin("/portal");
    await page.waitForURL("**/auth/signin?error=*");
    expect((await context.cookies()).some(({ name }) => name === "authjs.session-token")).toBe(false);
    await context.close();
  });
});

test("the way back survives somebody who cancels, and leads nowhere else", async () => {
  const { page, context } = await visit(browser, { baseURL: portal.url });
  await page.goto("/portal/profile?tab=1");
  await chooseAt(page, "Microsoft", "Cancel");
  await page.getByText("The sign-in was cancelled").waitFor();
  expect(new URL(page.url()).searchParams.get("next")).toBe("/portal/profile?tab=1");
  await context.addCookies([
    { name: "authjs.callback-url", value: "https://evil.example/portal/../admin", url: portal.url },
  ]);
  await page.goto("/api/auth/callback/google?error=access_denied");
  expect(page.url()).toBe(`${portal.url}/auth/signin?error=cancelled`);
  await context.close();
});

describe("a portal whose key is refused", () => {
  const refused = async (key: string) => {
    const { siteUrl } = sharedGuildhall();
    const { web, idp, url } = await startOwnWeb(key, siteUrl);
    try {
      const { page, context } = await visit(browser, { baseURL: url });
      await page.goto("/portal");
      await chooseAt(page, "Google", andrea.name);
      await page.getByText("This portal is not set up properly").waitFor();
      expect(await page.locator("main").textContent()).not.toContain("suspended");
      await context.close();
    } finally {
      await web.stop();
      await idp.stop();
    }
    return web.output;
  };

  test("says so to the client, and to the operator that it lacks its scope", async () => {
    const { apiKey } = await hireStaff("Without the scope", ["contacts:read"]);
    const output = await refused(apiKey);
    expect(output).toContain("the API refuses GUILDHALL_PORTAL_KEY. FORBIDDEN");
    expect(output).toContain("lacks the scope portal:sync");
    expect(output).not.toContain(apiKey);
  });

  test("says so when it is none at all", async () => {
    const output = await refused("ghk_test_nothing");
    expect(output).toContain("the API refuses GUILDHALL_PORTAL_KEY. UNAUTHORIZED");
  });
});
