import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "../../scripts/lib/ports";
import { launchChromium } from "../support/chromium";
import { sharedGuildhall } from "../support/sharedGuildhall";
import { keepScreenshot } from "./support/pixels";
import {
  andrea,
  anouk,
  chooseAt,
  openPortal,
  type OwnPortal,
  priya,
  signInTo,
  startOwnWeb,
} from "./support/portal";
import { addContact } from "./support/staff";
import { visit, type Visit } from "./support/visit";

let browser: Browser;
let portal: OwnPortal;
let contacts: { andrea: string; priya: string; anouk: string };

beforeAll(async () => {
  browser = await launchChromium();
  portal = await openPortal("Portal & Partners");
  const add = (email: string, firstName: string, company: string) =>
    addContact(portal.staff, { email, firstName, lastName: "Contact", organizationInfo: { name: company } });
  contacts = {
    andrea: await add(andrea.email, "Andrea", "Alpenblick"),
    priya: await add(priya.email, "Priya", "Cobalt"),
    anouk: await add(anouk.email, "Anouk", "Delft"),
  };
});

afterAll(async () => {
  await portal.close();
  await browser.close();
});

async function enter(): Promise<Visit> {
  return await visit(browser, { baseURL: portal.url });
}

/** What is said to be live must come without a page load. */
function countLoads(page: Page): () => number {
  let loads = 0;
  page.on("load", () => (loads += 1));
  return () => loads;
}

test("npm start signs in a client of the demo, who is the contact of their e-mail", async () => {
  const { page, context, complaints } = await visit(browser);
  const { demo } = sharedGuildhall();
  expect(demo.clients.map(({ provider, emailVerified }) => [provider, emailVerified])).toEqual([
    ["google", true],
    ["microsoft", true],
    ["microsoft", false],
  ]);
  await signInTo(page, andrea);
  await page.getByRole("heading", { name: "Welcome, Andrea Zürcher" }).waitFor();
  await page.getByRole("heading", { name: "Alpenblick Hotels AG" }).waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

describe("signing in", () => {
  test("with a verified account leads to where one wanted to go, as the contact of the e-mail", async () => {
    const { page, context, complaints } = await enter();
    await signInTo(page, andrea, "/portal/profile");
    await page.getByText(andrea.email).first().waitFor();
    await page.getByRole("link", { name: "Home" }).click();
    await page.getByRole("heading", { name: "Welcome, Andrea Contact" }).waitFor();
    await keepScreenshot(page, "journey sign-in with a verified Google account");
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("works at Microsoft by xms_edov, at every loopback address, and by keyboard alone", async () => {
    const { page, context } = await visit(browser, { baseURL: portal.url.replace("127.0.0.1", "localhost") });
    await page.goto("/portal");
    await page.getByRole("button", { name: "Continue with Microsoft" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Choose an account" }).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Welcome, Priya Contact" }).waitFor();
    await keepScreenshot(page, "journey sign-in with a verified Microsoft account");
    expect(new URL(page.url()).hostname).toBe("localhost");
    await context.close();
  });

  test("with an unverified account shows that one has to wait, until staff link it, live", async () => {
    const { page, context, complaints } = await enter();
    await signInTo(page, anouk);
    await page.getByRole("heading", { name: "Almost there" }).waitFor();
    expect(await page.locator("main").textContent()).not.toContain("Delft");
    await keepScreenshot(page, "journey an unverified account waits");
    const loads = countLoads(page);

    const user = await portal.desk.find(anouk.email);
    await portal.desk.link(user, contacts.anouk);
    await page.getByRole("heading", { name: "Welcome, Anouk Contact" }).waitFor();
    await page.getByRole("heading", { name: "Delft" }).waitFor();
    await keepScreenshot(page, "journey and is linked, seen live");

    await portal.desk.unlink(user);
    await page.getByRole("heading", { name: "Almost there" }).waitFor();
    expect(loads()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test.each([
    ["Cancel", "The sign-in was cancelled"],
    ["Let the sign-in fail", "The provider answered with an error"],
  ])("that ends with “%s” at the provider is explained, and can be begun again", async (choice, words) => {
    const { page, context } = await enter();
    await page.goto("/portal");
    await chooseAt(page, "Google", choice);
    await page.getByText(words).waitFor();
    await keepScreenshot(page, `journey sign-in that ends with ${choice}`);
    expect(new URL(page.url()).pathname).toBe("/auth/signin");
    expect((await context.cookies()).some(({ name }) => name === "authjs.session-token")).toBe(false);
    await chooseAt(page, "Google", andrea.name);
    await page.getByRole("heading", { name: "Welcome, Andrea Contact" }).waitFor();
    await context.close();
  });

  test("of a suspended client is refused, and every open page of theirs is closed", async () => {
    const { page, context } = await enter();
    await signInTo(page, priya);
    const user = await portal.desk.find(priya.email);
    await portal.desk.suspend(user);
    try {
      await page.waitForURL("**/auth/signin?next=%2Fportal");
      await chooseAt(page, "Microsoft", priya.name);
      await page.getByText("Your account is suspended").waitFor();
      expect(new URL(page.url()).pathname).toBe("/auth/signin");
    } finally {
      await portal.desk.reactivate(user);
    }
    await context.close();
  });
});

test("an e-mail that another account has is not taken by one that cannot prove it", async () => {
  const other = await openPortal("Taken");
  try {
    const answer = await fetch(`${sharedGuildhall().siteUrl}/api/v1/auth/sync-user`, {
      method: "POST",
      headers: { Authorization: `Bearer ${other.staff.apiKey}`, "Content-Type": "application/json" },
      body: JSON.stringify({ email: anouk.email, name: "First", oauthProvider: "google", oauthId: "first" }),
    });
    expect(answer.status).toBe(201);
    const { page, context } = await visit(browser, { baseURL: other.url });
    await page.goto("/portal");
    await chooseAt(page, "Microsoft", anouk.name);
    await page.getByText("This e-mail belongs to another account").waitFor();
    await context.close();
  } finally {
    await other.close();
  }
});

test("without an answer of the API nobody is signed in, and the page says so", async () => {
  const nobody = `http://127.0.0.1:${await freePort()}`;
  const { web, idp, url } = await startOwnWeb(portal.staff.apiKey, nobody);
  try {
    const { page, context } = await visit(browser, { baseURL: url });
    await page.goto("/portal");
    await chooseAt(page, "Google", andrea.name);
    await page.getByText("Guildhall is not available at the moment").waitFor();
    await idp.stop();
    await page.getByRole("button", { name: "Continue with Google" }).click();
    await page.getByText("Google does not answer at the moment.").waitFor();
    await context.close();
  } finally {
    await web.stop();
    await idp.stop();
  }
});

describe("a portal that lacks a setting", () => {
  const begin = async (url: string, provider: string) => {
    const headers = { Origin: url, "Content-Type": "application/json" };
    const init = { method: "POST", headers, body: JSON.stringify({ provider }) };
    return (await fetch(`${url}/api/portal/sign-in`, init)).status;
  };

  test.each(["AUTH_SECRET", "AUTH_TRUST_HOST"])(
    "begins no sign-in without %s, and its log says why",
    async (name) => {
      const { siteUrl } = sharedGuildhall();
      const { web, idp, url } = await startOwnWeb(portal.staff.apiKey, siteUrl, { [name]: "" });
      try {
        expect(await begin(url, "google")).toBe(503);
        expect(web.output).toMatch(/A sign-in failed: (MissingSecret|UntrustedHost)/u);
      } finally {
        await web.stop();
        await idp.stop();
      }
    },
  );

  test("offers only providers with ID and secret, and says so when there is none", async () => {
    const { siteUrl } = sharedGuildhall();
    const half = { AUTH_GOOGLE_SECRET: "", AUTH_MICROSOFT_ENTRA_ID_ID: "" };
    const { web, idp, url } = await startOwnWeb(portal.staff.apiKey, siteUrl, half);
    try {
      expect(await begin(url, "google")).toBe(503);
      expect(await begin(url, "microsoft-entra-id")).toBe(503);
      const { page, context } = await visit(browser, { baseURL: url });
      await page.goto("/portal");
      await page.getByText("Signing in is not set up here yet").waitFor();
      await context.close();
    } finally {
      await web.stop();
      await idp.stop();
    }
  });
});

describe("the company of a client", () => {
  test("is a name, and all of it from the moment that staff open it until they close it", async () => {
    const { page, context } = await enter();
    await addContact(portal.staff, {
      email: "colleague@alpenblick.example",
      firstName: "Urs",
      lastName: "Colleague",
      organizationInfo: { name: "Alpenblick" },
    });
    await signInTo(page, andrea);
    await page.getByRole("heading", { name: "Alpenblick" }).waitFor();
    expect(await page.locator("main").textContent()).not.toContain("Urs");
    const loads = countLoads(page);
    await portal.desk.grant(contacts.andrea, await portal.desk.companyOf(contacts.andrea));
    await page.getByText("Urs Colleague").waitFor();
    await portal.desk.close(contacts.andrea);
    await page.getByText("Urs Colleague").waitFor({ state: "detached" });
    expect(loads()).toBe(0);
    await context.close();
  });
});
