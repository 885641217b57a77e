import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "../support/chromium";
import { addContact, changeContact, hireStaff, type Staff } from "./support/staff";
import { openContacts, shownNames, signedIn, type SignedIn, visit } from "./support/visit";

const CONTACTS = 30;
const kinds = ["lead", "customer", "prospect"] as const;

let browser: Browser;
let staff: Staff;
let state: SignedIn;

beforeAll(async () => {
  browser = await launchChromium();
  staff = await hireStaff("Contacts");
  for (let index = 1; index <= CONTACTS; index++) {
    const number = String(index).padStart(2, "0");
    const subtype = kinds[index % kinds.length];
    await addContact(staff, {
      email: `p${number}@list.example`,
      firstName: "Person",
      lastName: number,
      subtype,
    });
  }
  state = await signedIn(browser, staff);
});

afterAll(async () => await browser.close());

async function contactsPage(query = "") {
  const person = await visit(browser, { storageState: state });
  await openContacts(person.page, query);
  return person;
}

describe("the live table", () => {
  test("shows a contact that a program creates, without a reload, and counts it", async () => {
    const { page, context, complaints } = await contactsPage();
    await page.evaluate(() => Object.assign(window, { sameDocument: true }));
    const before = Number(/\d+$/u.exec((await page.getByText(/ of \d+$/u).textContent()) ?? "")?.[0]);
    await addContact(staff, { email: "ada@live.example", firstName: "Ada", lastName: "Lovelace" });
    await page.getByRole("link", { name: "Ada Lovelace" }).waitFor();
    await page.getByText(new RegExp(` of ${before + 1}$`, "u")).waitFor();
    expect((await shownNames(page))[0]).toBe("Ada Lovelace");
    const row = page.getByRole("row").filter({ hasText: "Ada Lovelace" });
    expect(await row.getAttribute("class")).toContain("animate-arrive");
    expect(await page.evaluate(() => "sameDocument" in window)).toBe(true);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("moves nothing under the eyes of whoever reads further down", async () => {
    const { page, context } = await contactsPage("?q=&size=200");
    const row = page.getByRole("row").filter({ hasText: "Person 12" });
    await row.scrollIntoViewIfNeeded();
    const before = await row.boundingBox();
    await addContact(staff, { email: "above@live.example", firstName: "Somewhere", lastName: "Above" });
    await page.getByRole("link", { name: "Somewhere Above" }).waitFor({ state: "attached" });
    await expect.poll(async () => (await row.boundingBox())?.y).toBe(before?.y);
    await context.close();
  });

  test("changes the open sheet when somebody else changes the contact", async () => {
    const id = await addContact(staff, {
      email: "grace@live.example",
      firstName: "Grace",
      lastName: "Hopper",
    });
    const { page, context } = await contactsPage(`?contact=${id}`);
    const sheet = page.getByRole("dialog", { name: "Grace Hopper" });
    await sheet.getByText("grace@live.example").waitFor();
    await changeContact(staff, id, { jobTitle: "Rear Admiral" });
    await sheet.getByRole("definition").filter({ hasText: "Rear Admiral" }).waitFor();
    await context.close();
  });
});

describe("search, filters and pages", () => {
  test("search narrows the list, stands in the address, and goes with its reset", async () => {
    const { page, context } = await contactsPage();
    await page.keyboard.press("/");
    await page.keyboard.type("p07@list");
    await page.waitForURL("**/admin/contacts?q=p07%40list");
    await page.getByText(/^1–1 of 1$/u).waitFor();
    expect(await shownNames(page)).toEqual(["Person 07"]);
    await page.getByRole("searchbox").fill("nobody at all");
    await page.getByRole("heading", { name: "No contacts match" }).waitFor();
    await page.getByRole("button", { name: "Reset search and filters" }).click();
    await page.waitForURL((url) => url.search === "");
    await expect.poll(() => page.getByRole("searchbox").inputValue()).toBe("");
    await page.getByRole("link", { name: "Person 30" }).waitFor();
    await context.close();
  });

  test("a filter is exact, shareable, and undone by the back button", async () => {
    const { page, context } = await contactsPage();
    await page.getByRole("button", { name: /^Type/u }).click();
    await page.getByRole("menuitemradio", { name: "Prospect" }).click();
    await page.waitForURL("**/admin/contacts?type=prospect");
    await page.getByText(/^1–10 of 10$/u).waitFor();
    expect(new Set(await page.locator("tbody td:nth-child(5)").allTextContents())).toEqual(
      new Set(["Prospect"]),
    );
    await page.reload();
    await page.getByText(/^1–10 of 10$/u).waitFor();
    await page.goBack();
    await page.waitForURL((url) => url.search === "");
    await page.getByText(/^1–\d+ of (?!10$)\d+$/u).waitFor();
    await context.close();
  });

  test("pages follow each other without gap or overlap, by time and by name", async () => {
    for (const sort of ["", "&sort=name"]) {
      const { page, context } = await contactsPage(`?q=&size=25&type=all${sort}`);
      await page.getByText(/^1–25 of \d+$/u).waitFor();
      const first = await shownNames(page);
      await page.getByRole("button", { name: "Next page" }).click();
      await page.getByText(/^26–\d+ of \d+$/u).waitFor();
      const second = await shownNames(page);
      expect(first).toHaveLength(25);
      expect(second.length).toBeGreaterThanOrEqual(CONTACTS - 25);
      expect(first.filter((name) => second.includes(name))).toEqual([]);
      expect(await page.getByRole("button", { name: "Next page" }).isDisabled()).toBe(true);
      await page.getByRole("button", { name: "Previous page" }).click();
      await page.getByText(/^1–25 of \d+$/u).waitFor();
      expect(await shownNames(page)).toEqual(first);
      await context.close();
    }
  });

  test("a click on a column title sorts by it", async () => {
    const { page, context } = await contactsPage("?q=&type=customer");
    await page.getByRole("button", { name: "Name" }).click();
    await page.waitForURL("**/admin/contacts?type=customer&sort=name");
    const sorted = page.getByRole("columnheader", { name: "Name" });
    await expect.poll(() => sorted.getAttribute("aria-sort")).toBe("ascending");
    await expect.poll(async () => (await shownNames(page))[0]).toBe("Person 01");
    await page.getByRole("button", { name: "Name" }).click();
    await expect.poll(async () => (await shownNames(page))[0]).toBe("Person 28");
    await context.close();
  });
});

describe("by keyboard", () => {
  test("rows are walked with the arrows, opened with Enter, and left with Escape", async () => {
    const { page, context } = await contactsPage("?type=customer&sort=createdAt");
    await page.getByRole("link", { name: "Person 01" }).focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "Person 04" }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.getByRole("dialog", { name: "Person 07" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("Person 07");
    await context.close();
  });

  test("the first stop leads past the navigation", async () => {
    const { page, context } = await contactsPage();
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to content");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("content");
    await context.close();
  });
});
