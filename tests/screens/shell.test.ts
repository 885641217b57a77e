import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "../support/chromium";
import { openSettings } from "./support/settings";
import { addContact, hireStaff } from "./support/staff";
import { openContacts, signedIn, type SignedIn, visit } from "./support/visit";

let browser: Browser;
let state: SignedIn;

beforeAll(async () => {
  browser = await launchChromium();
  const staff = await hireStaff("Shell");
  await addContact(staff, { email: "amelie@shell.example", firstName: "Amelie", lastName: "Baumann" });
  state = await signedIn(browser, staff);
});

afterAll(async () => await browser.close());

test("a theme that was chosen stays, from the first byte of the next page", async () => {
  const { page, context } = await visit(browser, { storageState: state, colorScheme: "light" });
  await openContacts(page);
  const background = () =>
    page.evaluate(() => getComputedStyle(document.body.parentElement ?? document.body).backgroundColor);
  const light = await background();
  await page.getByRole("button", { name: "Theme" }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect.poll(background).not.toBe(light);
  const dark = await background();
  const html = await (await page.context().request.get("/admin/sign-in")).text();
  expect(html).toContain('data-theme="dark"');
  await page.reload();
  expect(await background()).toBe(dark);
  await context.close();
});

test("a lost connection is told, keeps what was shown, and heals by itself", async () => {
  const { page, context } = await visit(browser, { storageState: state });
  await openContacts(page);
  await context.setOffline(true);
  await page.getByText("You are offline. You see what was last received.").waitFor();
  expect(await page.getByRole("link", { name: "Amelie Baumann" }).isVisible()).toBe(true);
  await context.setOffline(false);
  await page.getByText("Connection: Live").waitFor();
  await context.close();
});

test("a page has one connection, whatever is drawn before it is there", async () => {
  const { page, context } = await visit(browser, { storageState: state });
  let sockets = 0;
  page.on("websocket", () => sockets++);
  await openContacts(page);
  await openSettings(page, "organization");
  expect(sockets).toBe(2);
  await context.close();
});
