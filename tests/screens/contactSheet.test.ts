import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LANGUAGE_COOKIE } from "../../components/i18n/language";
import { launchChromium } from "../support/chromium";
import { sharedGuildhall } from "../support/sharedGuildhall";
import { addCompany } from "./support/crm";
import { addContact, changeContact, hireStaff, type Staff } from "./support/staff";
import { openContacts, shownNames, signedIn, type SignedIn, visit } from "./support/visit";

let browser: Browser;
let staff: Staff;
let state: SignedIn;

beforeAll(async () => {
  browser = await launchChromium();
  staff = await hireStaff("Sheets");
  await addContact(staff, { email: "always@sheet.example", firstName: "Always", lastName: "Here" });
  state = await signedIn(browser, staff);
});

afterAll(async () => await browser.close());

async function openContact(id: string, name: string) {
  const person = await visit(browser, { storageState: state });
  await openContacts(person.page, `?contact=${id}`);
  const sheet = person.page.getByRole("dialog", { name });
  await sheet.getByRole("heading", { name }).first().waitFor();
  return { ...person, sheet };
}

describe("notes", () => {
  test("are written where they are read, while others change other things", async () => {
    const id = await addContact(staff, {
      email: "notes@sheet.example",
      firstName: "Nora",
      lastName: "Notes",
    });
    const { page, context, sheet, complaints } = await openContact(id, "Nora Notes");
    await sheet.getByRole("button", { name: "Edit notes" }).click();
    const text = sheet.getByRole("textbox", { name: "Notes" });
    await text.fill("Calls back on Monday.");
    await changeContact(staff, id, { jobTitle: "Pilot" });
    await sheet.getByRole("definition").filter({ hasText: "Pilot" }).waitFor();
    await page.keyboard.press("Control+Enter");
    await sheet.getByText("Calls back on Monday.", { exact: true }).waitFor();

    await sheet.getByRole("button", { name: "Edit notes" }).click();
    await text.fill("Never mind.");
    await page.keyboard.press("Escape");
    await sheet.getByText("Calls back on Monday.", { exact: true }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("that somebody else wrote meanwhile are shown, and the writer decides", async () => {
    const id = await addContact(staff, { email: "both@sheet.example", firstName: "Bo", lastName: "Both" });
    const { context, sheet } = await openContact(id, "Bo Both");
    await sheet.getByRole("button", { name: "Edit notes" }).click();
    await sheet.getByRole("textbox", { name: "Notes" }).fill("Mine");
    await changeContact(staff, id, { notes: "Theirs" });
    await sheet.getByText("Somebody else has saved other notes in the meantime:").waitFor();
    await sheet.getByRole("blockquote").filter({ hasText: "Theirs" }).waitFor();
    await sheet.getByRole("button", { name: "Replace with mine" }).click();
    await sheet.getByRole("button", { name: "Save" }).click();
    await sheet.getByText("Mine", { exact: true }).and(sheet.locator("p")).waitFor();
    await context.close();
  });
});

describe("tags", () => {
  test("are added and removed one by one, in every window", async () => {
    const id = await addContact(staff, {
      email: "tags@sheet.example",
      firstName: "Tara",
      lastName: "Tags",
      tags: ["old"],
    });
    const first = await openContact(id, "Tara Tags");
    const second = await openContact(id, "Tara Tags");
    await first.sheet.getByRole("button", { name: "Add tag" }).click();
    await first.page.keyboard.type("vip, fair");
    await first.page.keyboard.press("Enter");
    await second.sheet.getByRole("link", { name: "fair", exact: true }).waitFor();
    await second.sheet.getByRole("button", { name: "Remove the tag old" }).click();
    await first.sheet.getByRole("link", { name: "old", exact: true }).waitFor({ state: "detached" });
    await second.sheet.getByRole("link", { name: "vip", exact: true }).click();
    await second.page.waitForURL("**/admin/contacts?tag=vip");
    await expect.poll(() => shownNames(second.page)).toEqual(["Tara Tags"]);
    expect([...first.complaints, ...second.complaints]).toEqual([]);
    await first.context.close();
    await second.context.close();
  });

  test("one that is refused goes away again, with a word why", async () => {
    const tags = Array.from({ length: 50 }, (_, index) => `tag ${index}`);
    const id = await addContact(staff, {
      email: "full@sheet.example",
      firstName: "Fay",
      lastName: "Full",
      tags,
    });
    const { page, context, sheet } = await openContact(id, "Fay Full");
    await sheet.getByRole("button", { name: "Add tag" }).click();
    await page.keyboard.type("one more");
    await page.keyboard.press("Enter");
    await page.getByRole("status").filter({ hasText: /50/u }).waitFor();
    await sheet.getByRole("link", { name: "one more" }).waitFor({ state: "detached" });
    await context.close();
  });
});

test("a contact leads to its company, the company to its contacts, and back", async () => {
  const crmOrganizationId = await addCompany(staff, { name: "Harbour Lane" });
  const id = await addContact(staff, {
    ...{ email: "link@sheet.example", firstName: "Lin", lastName: "Link", crmOrganizationId },
    jobTitle: "Captain",
  });
  const { page, context, sheet, complaints } = await openContact(id, "Lin Link");
  await sheet.getByRole("link", { name: "Harbour Lane" }).click();
  await page.waitForURL(`**/admin/organizations?organization=${crmOrganizationId}`);
  const company = page.getByRole("dialog", { name: "Harbour Lane" });
  await company.getByRole("link", { name: "Lin Link" }).filter({ hasText: "Captain" }).click();
  await page.waitForURL(`**/admin/contacts?contact=${id}`);
  await page.getByRole("dialog", { name: "Lin Link" }).getByText("link@sheet.example").waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

test("history is read when it is opened", async () => {
  const id = await addContact(staff, { email: "past@sheet.example", firstName: "Paula", lastName: "Past" });
  await changeContact(staff, id, { jobTitle: "Historian" });
  const { context, sheet } = await openContact(id, "Paula Past");
  const history = sheet.getByRole("button", { name: "History" });
  expect(await history.getAttribute("aria-expanded")).toBe("false");
  await history.click();
  await sheet.getByRole("listitem").filter({ hasText: "Historian" }).waitFor();
  await context.close();
});

test("by keyboard only: from the list to a contact, archived, and undone", async () => {
  await addContact(staff, { email: "kim@sheet.example", firstName: "Kim", lastName: "Keys", source: "keys" });
  const { page, context } = await visit(browser, { storageState: state });
  await openContacts(page, "?source=keys");
  await page.keyboard.press("/");
  await tabTo(page, "Kim Keys");
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog", { name: "Kim Keys" });
  await sheet.waitFor();
  await tabTo(page, "Archive");
  await page.keyboard.press("Enter");
  await page.getByText("Kim Keys is archived.", { exact: true }).waitFor();
  await sheet.getByRole("button", { name: "Restore" }).waitFor();
  await page.keyboard.press("F8");
  await tabTo(page, "Undo");
  await page.keyboard.press("Enter");
  await page.getByText("Kim Keys is back.", { exact: true }).waitFor();
  await page.getByRole("link", { name: "Kim Keys" }).waitFor();
  await context.close();
});

test("what strangers typed stays text: no script runs, and only web addresses are links", async () => {
  const hostile = `"><img src=x onerror="window.ran=1"><script>window.ran=1</script>{{ran}}`;
  const id = await addContact(staff, {
    email: "xss@sheet.example",
    firstName: hostile,
    company: hostile,
    jobTitle: hostile,
    phone: "javascript:window.ran=1",
    notes: `${hostile}\njavascript:window.ran=1`,
    tags: [hostile.slice(0, 90), "javascript:window.ran=1"],
    customFields: { link: "javascript:window.ran=1", html: hostile, nested: { html: hostile } },
  });
  const { page, context, sheet, complaints } = await openContact(id, hostile);
  await sheet.getByText("javascript:window.ran=1").first().waitFor();
  await sheet.getByRole("button", { name: "History" }).click();
  await page.getByRole("checkbox", { name: "Select all on this page" }).click();
  await page.getByRole("button", { name: "Remove tags" }).click();
  await page.getByRole("dialog", { name: "Remove tags" }).waitFor();
  const links = await page
    .locator("a")
    .evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
  expect(links.filter((href) => !/^(\/|\?|#|mailto:|tel:|https?:\/\/)/u.test(href))).toEqual([]);
  expect(await page.locator("img[src='x']").count()).toBe(0);
  expect(await page.evaluate(() => "ran" in window)).toBe(false);
  expect(complaints).toEqual([]);
  await context.close();
});

test("in German, with German dates and numbers", async () => {
  const id = await addContact(staff, {
    email: "deutsch@sheet.example",
    firstName: "Dörte",
    lastName: "Deutsch",
    subtype: "prospect",
  });
  const { page, context, complaints } = await visit(browser, { storageState: state, locale: "de-DE" });
  await context.addCookies([{ name: LANGUAGE_COOKIE, value: "de", url: sharedGuildhall().portalUrl }]);
  await page.goto("/admin/contacts?q=deutsch");
  await page.getByText("Verbindung: Live").waitFor();
  await page.getByText("1–1 von 1", { exact: true }).waitFor();
  expect(await page.title()).toContain("Kontakte");
  await page.getByRole("link", { name: "Dörte Deutsch" }).click();
  const sheet = page.getByRole("dialog", { name: "Dörte Deutsch" });
  await sheet.getByText("Interessent").waitFor();
  await sheet
    .getByText(/^\d{2}\.\d{2}\.\d{4}, \d{2}:\d{2}$/u)
    .first()
    .waitFor();
  await sheet.getByRole("button", { name: "Archivieren" }).click();
  await page.getByText("„Dörte Deutsch“ ist archiviert.", { exact: true }).waitFor();
  await page.getByRole("heading", { name: "Keine Kontakte gefunden" }).waitFor();
  await page.goto(`/admin/contacts?contact=${id}`);
  await sheet.getByRole("button", { name: "Wiederherstellen" }).waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

/** Presses Tab until what has the focus is called so. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let stops = 0; stops < 40; stops++) {
    await page.keyboard.press("Tab");
    const text = await page.evaluate(() => document.activeElement?.textContent ?? "");
    if (text.includes(name)) return;
  }
  throw new Error(`Tab never came to ${name}`);
}
