import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "../support/chromium";
import { combinations, expectGoodLooks, type Theme } from "./support/looks";
import { andrea, anouk, openPortal, type OwnPortal, signInTo } from "./support/portal";
import { addContact } from "./support/staff";
import { type SignedIn, visit } from "./support/visit";

let browser: Browser;
let portal: OwnPortal;
let linked: SignedIn;
let waiting: SignedIn;

beforeAll(async () => {
  browser = await launchChromium();
  portal = await openPortal("Looks & Daughters, an organization with a rather long name");
  const organizationInfo = {
    name: "Alpenblick Hotels and Restaurants Aktiengesellschaft",
    website: "https://alpenblick-hotels.example/a/rather/long/address",
    industry: "Hospitality",
    address: { street: "Bahnhofstrasse 12", city: "Luzern", postalCode: "6003", country: "CH" },
  };
  const id = await addContact(portal.staff, {
    ...{ email: andrea.email, firstName: "Andrea", lastName: "Z".repeat(60), organizationInfo },
    ...{ phone: "+41 41 555 01 21", jobTitle: "Head of Marketing" },
  });
  for (const name of ["Reto", "A-very-long-first-name-without-any-space-in-it", "Chiara"]) {
    const email = `${name.toLowerCase()}@alpenblick-hotels.example`;
    await addContact(portal.staff, { email, firstName: name, lastName: "Muster", organizationInfo });
  }
  await portal.desk.grant(id, await portal.desk.companyOf(id));
  linked = await stateOf(andrea);
  waiting = await stateOf(anouk);
});

afterAll(async () => {
  await portal.close();
  await browser.close();
});

async function stateOf(person: typeof andrea): Promise<SignedIn> {
  const { page, context } = await visit(browser, { baseURL: portal.url });
  await signInTo(page, person);
  const state = await context.storageState();
  await context.close();
  return state;
}

const scenes: Record<string, (page: Page) => Promise<void>> = {
  "the sign-in of clients": async (page) => {
    await page.context().clearCookies();
    await page.goto("/auth/signin");
    await page.getByRole("button", { name: "Continue with Google" }).waitFor();
  },
  "a sign-in that was refused": async (page) => {
    await page.goto("/auth/signin?error=email-in-use");
    await page.getByText("This e-mail belongs to another account").waitFor();
  },
  "the accounts of the local provider": async (page) => {
    await page.goto("/auth/signin");
    await page.getByRole("button", { name: "Continue with Microsoft" }).click();
    await page.getByRole("button", { name: anouk.name }).waitFor();
  },
  "the home of a client": async (page) => {
    await page.goto("/portal");
    await page.getByText("Chiara Muster").waitFor();
  },
  "the profile of a client": async (page) => {
    await page.goto("/portal/profile");
    await page.getByText("This one").waitFor();
  },
  "the question before signing out everywhere": async (page) => {
    await page.goto("/portal/profile");
    await page.getByRole("button", { name: "Sign out everywhere" }).click();
    await page.getByRole("dialog", { name: "Sign out everywhere?" }).waitFor();
  },
};

async function look(name: string, width: number, theme: Theme) {
  const scene = scenes[name] ?? (() => Promise.resolve());
  await expectGoodLooks(browser, { name, scene, width, theme, storageState: linked, baseURL: portal.url });
}

describe.each(combinations)("in %s at %i pixels, pages of the portal look as they should", (theme, width) => {
  test.each(Object.keys(scenes))("%s", async (scene) => await look(scene, width, theme));

  test("the page of somebody who waits", async () => {
    const scene = async (page: Page) => {
      await page.goto("/portal");
      await page.getByRole("heading", { name: "Almost there" }).waitFor();
    };
    const given = { storageState: waiting, baseURL: portal.url };
    await expectGoodLooks(browser, { name: "the waiting page", scene, width, theme, ...given });
  });
});

test("the page is there before its session is: frame first, then what it shows", async () => {
  const { page, context, complaints } = await visit(browser, { baseURL: portal.url, storageState: linked });
  let open = () => {};
  const held = new Promise<void>((resolve) => (open = resolve));
  await page.route("**/api/portal/page", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/portal");
  await page.getByText("The page is loading.").waitFor({ state: "attached" });
  await page.getByRole("link", { name: "Profile" }).waitFor();
  open();
  await page.getByRole("heading", { name: "Welcome, Andrea" }).waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

test("a session that cannot be opened is told in words, and tried again by a button", async () => {
  const { page, context } = await visit(browser, { baseURL: portal.url, storageState: linked });
  await page.route("**/api/portal/page", async (route) => await route.abort());
  await page.goto("/portal");
  await page.getByRole("heading", { name: "No connection" }).waitFor();
  await page.unroute("**/api/portal/page");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("heading", { name: "Welcome, Andrea" }).waitFor();
  await context.close();
});

test("a lost connection is told, keeps what was shown, and heals by itself", async () => {
  const { page, context } = await visit(browser, { baseURL: portal.url, storageState: linked });
  await page.goto("/portal");
  await page.getByText("Chiara Muster").waitFor();
  await context.setOffline(true);
  await page.getByText("You are offline. You see what was last received.").waitFor();
  expect(await page.getByText("Chiara Muster").isVisible()).toBe(true);
  await context.setOffline(false);
  await page.getByText("Connection: Live").waitFor();
  await context.close();
});
