import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "../support/chromium";
import { andrea, openPortal, type OwnPortal, signInTo } from "./support/portal";
import { addContact } from "./support/staff";
import { type SignedIn, visit } from "./support/visit";

let browser: Browser;
let portal: OwnPortal;
let linked: SignedIn;

beforeAll(async () => {
  browser = await launchChromium();
  portal = await openPortal("Portal shell");
  const organizationInfo = { name: "Alpenblick Hotels" };
  const id = await addContact(portal.staff, { email: andrea.email, firstName: "Andrea", organizationInfo });
  const colleague = { email: "chiara@alpenblick-hotels.example", firstName: "Chiara", lastName: "Muster" };
  await addContact(portal.staff, { ...colleague, organizationInfo });
  await portal.desk.grant(id, await portal.desk.companyOf(id));
  const { page, context } = await visit(browser, { baseURL: portal.url });
  await signInTo(page, andrea);
  linked = await context.storageState();
  await context.close();
});

afterAll(async () => {
  await portal.close();
  await browser.close();
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
