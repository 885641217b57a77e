import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "../support/chromium";
import { ownerOf } from "./support/colleagues";
import { combinations, expectGoodLooks, type Theme } from "./support/looks";
import { openSettings } from "./support/settings";
import { addContact, hireStaff } from "./support/staff";
import { openContacts, signedIn, type SignedIn, visit } from "./support/visit";

let browser: Browser;
let state: SignedIn;
let invitation: string;
const people = [
  {
    firstName: "Amelie",
    lastName: "Baumann",
    company: "Nordlicht Studio GmbH",
    subtype: "customer",
    tags: ["vip"],
  },
  { firstName: "Tomasz", lastName: "Ortega", subtype: "lead", status: "inactive", notes: "Met at the fair." },
  {
    firstName: "A-very-long-first-name-without-any-space-in-it",
    lastName: "X".repeat(80),
    subtype: "prospect",
  },
];

beforeAll(async () => {
  browser = await launchChromium();
  const staff = await hireStaff("Looks & Sons, an organization with a rather long name");
  for (const [index, person] of people.entries()) {
    await addContact(staff, { email: `person.${index}@looks.example`, ...person });
  }
  state = await signedIn(browser, staff);
  const owner = await ownerOf(staff);
  invitation = `/invitation#${(await owner.invite("invited@looks.example", "accountant")).token}`;
  await owner.hire("viewer", "Vera von und zu Überlänge-Doppelname");
});

afterAll(async () => await browser.close());

/** Browsers put every refused request on their console. */
const BROKEN_LINK = "a link that does not work";
const refusedRequest = /the server responded with a status of 404/u;

const scenes: Record<string, (page: Page) => Promise<void>> = {
  "the front door": async (page) => {
    await page.goto("/");
  },
  "the sign-in": async (page) => {
    await page.goto("/admin/sign-in");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("Enter your password.").waitFor();
  },
  "the contacts": async (page) => await openContacts(page),
  "an empty search": async (page) => {
    await page.goto("/admin/contacts?q=nobody");
    await page.getByRole("heading", { name: "No contact matches" }).waitFor();
  },
  "an open contact": async (page) => {
    await openContacts(page);
    await page.getByRole("link", { name: "Amelie Baumann" }).click();
    await page.getByRole("dialog", { name: "Amelie Baumann" }).waitFor();
  },
  "the form": async (page) => {
    await openContacts(page);
    await page.getByRole("button", { name: "New contact" }).click();
    await page.getByRole("button", { name: "Add contact" }).click();
    await page.getByText("Every contact needs an e-mail address.").waitFor();
  },
  "an open menu": async (page) => {
    await openContacts(page);
    await page.getByRole("button", { name: "Account of Olga Owner" }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).waitFor();
  },
  "the settings of the organization": async (page) => {
    await openSettings(page, "organization");
    await page.getByLabel("Time zone").fill("Mars/Olympus");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("is not a time zone that is known").waitFor();
  },
  "the members": async (page) => await openSettings(page, "members"),
  "a question": async (page) => {
    await openSettings(page, "members");
    await page.getByRole("button", { name: /^Remove Vera/u }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove" }).waitFor();
  },
  "the keys": async (page) => await openSettings(page, "keys"),
  "a new key": async (page) => {
    await openSettings(page, "keys");
    await page.getByRole("button", { name: "New key" }).click();
    await page.getByRole("button", { name: "Create key" }).click();
    await page.getByText("Choose at least one.").waitFor();
  },
  "a secret": async (page) => {
    await openSettings(page, "keys");
    await page.getByRole("button", { name: "Rotate screens" }).first().click();
    await page.getByRole("dialog").getByRole("button", { name: "Rotate" }).click();
    await page.getByRole("button", { name: "I have saved it" }).waitFor();
  },
  "an invitation for somebody else": async (page) => {
    await page.goto(invitation);
    await page.getByRole("button", { name: "Sign out and go on" }).waitFor();
  },
  "an invitation": async (page) => {
    await page.context().clearCookies();
    await page.goto(invitation);
    await page.getByLabel("Choose a password").waitFor();
  },
  [BROKEN_LINK]: async (page) => {
    await page.goto("/invitation#ghi_nothing");
    await page.getByRole("heading", { name: "This link does not work" }).waitFor();
  },
};

async function look(name: string, width: number, theme: Theme) {
  const scene = scenes[name] ?? (() => Promise.resolve());
  const expected = name === BROKEN_LINK ? { expected: refusedRequest } : {};
  await expectGoodLooks(browser, { name, scene, width, theme, storageState: state, ...expected });
}

describe.each(combinations)(
  "in %s at %i pixels, axe finds nothing, nothing is cut off, nothing complains",
  (theme, width) => {
    test.each(Object.keys(scenes))("%s", async (scene) => await look(scene, width, theme));
  },
);

test.each(["light", "dark"] as const)(
  "in %s at 2560 pixels, an open contact looks as it should",
  async (theme) => {
    await look("an open contact", 2560, theme);
  },
);

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
