import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "../support/chromium";
import { ownerOf } from "./support/colleagues";
import { addContact, hireStaff, type Staff } from "./support/staff";
import { openContacts, signedIn, type SignedIn, visit } from "./support/visit";

let browser: Browser;
let staff: Staff;
let state: SignedIn;

beforeAll(async () => {
  browser = await launchChromium();
  staff = await hireStaff("Palette");
  await addContact(staff, {
    ...{ email: "ada@palette.example", firstName: "Ada", lastName: "Lovelace" },
    organizationInfo: { name: "Analytical Engines" },
  });
  state = await signedIn(browser, staff);
});

afterAll(async () => await browser.close());

async function contactsPage(who: SignedIn = state) {
  const person = await visit(browser, { storageState: who });
  await openContacts(person.page);
  return person;
}

async function openPalette(page: Page) {
  await page.keyboard.press("Control+k");
  return page.getByRole("combobox", { name: "Search and commands" });
}

describe("the palette", () => {
  test("finds contacts and companies by the beginnings of their words, and opens what is chosen", async () => {
    const { page, context, complaints } = await contactsPage();
    const search = await openPalette(page);
    await search.fill("love");
    await page.getByRole("option", { name: "Ada Lovelace ada@palette.example" }).waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL("**/admin/contacts?contact=*");
    await page.getByRole("dialog", { name: "Ada Lovelace" }).waitFor();
    await (await openPalette(page)).fill("analytical");
    await page.getByRole("option", { name: /^Analytical Engines/u }).click();
    await page.waitForURL("**/admin/organizations?organization=*");
    await page.getByRole("dialog", { name: "Analytical Engines" }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("says so when nothing is found, and markup in the term stays text", async () => {
    const { page, context } = await contactsPage();
    const search = await openPalette(page);
    await search.fill("<img src=x onerror=alert(1)>");
    await page.getByText("Nothing is found for “<img src=x onerror=alert(1)>”.").waitFor();
    await search.fill("zzzz");
    await page.getByRole("status").filter({ hasText: "Nothing is found for “zzzz”." }).waitFor();
    await context.close();
  });

  test("does what one would otherwise look for in menus, by keyboard alone", async () => {
    const { page, context } = await contactsPage();
    await (await openPalette(page)).pressSequentially("dark");
    await page.getByRole("option", { name: "Theme: Dark" }).waitFor();
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator("html").getAttribute("data-theme")).toBe("dark");
    await (await openPalette(page)).pressSequentially("new contact");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "New contact" }).waitFor();
    await context.close();
  });

  test("gives the focus back when it is closed", async () => {
    const { page, context } = await contactsPage();
    const link = page.getByRole("link", { name: "Ada Lovelace" });
    await link.focus();
    await (await openPalette(page)).waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => link.evaluate((element) => element === document.activeElement)).toBe(true);
    await context.close();
  });

  test("finds nothing of another organization, and offers a viewer nothing that they may not do", async () => {
    const stranger = await hireStaff("Palette strangers");
    const owner = await ownerOf(staff);
    const viewer = await owner.hire("viewer", "Vera Viewer");
    const strange = await visit(browser, { storageState: await signedIn(browser, stranger) });
    await strange.page.goto("/admin/contacts");
    await strange.page.getByText("Connection: Live").waitFor();
    await (await openPalette(strange.page)).fill("lovelace");
    await strange.page.getByText("Nothing is found for “lovelace”.").waitFor();
    await strange.context.close();
    const { page, context } = await contactsPage(await signedIn(browser, viewer));
    await (await openPalette(page)).fill("new");
    await page.getByText("Nothing is found for “new”.").waitFor();
    await context.close();
  });
});

describe("shortcuts", () => {
  test("lead from page to page, and are listed under ?", async () => {
    const { page, context, complaints } = await contactsPage();
    await page.keyboard.press("?");
    const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await help.getByText("Search and commands").waitFor();
    await page.keyboard.press("Escape");
    await help.waitFor({ state: "detached" });
    await page.keyboard.press("g");
    await page.keyboard.press("s");
    await page.waitForURL("**/admin/settings/organization");
    await page.getByRole("heading", { level: 2, name: "Organization" }).waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("d");
    await page.waitForURL((url) => url.pathname === "/admin");
    await page.getByRole("heading", { level: 1, name: "Dashboard" }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("are letters like others where somebody types", async () => {
    const { page, context } = await contactsPage();
    const search = page.getByRole("searchbox");
    await search.click();
    await search.pressSequentially("g s ?");
    expect(await search.inputValue()).toBe("g s ?");
    expect(new URL(page.url()).pathname).toBe("/admin/contacts");
    expect(await page.getByRole("dialog").count()).toBe(0);
    await context.close();
  });
});
