import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "../support/chromium";
import { addContact, changeContact, hireStaff, type Staff } from "./support/staff";
import { openContacts, signedIn, type SignedIn, visit } from "./support/visit";

let browser: Browser;
let staff: Staff;
let state: SignedIn;

beforeAll(async () => {
  browser = await launchChromium();
  staff = await hireStaff("Forms");
  await addContact(staff, { email: "first@forms.example", firstName: "First", lastName: "Contact" });
  state = await signedIn(browser, staff);
});

afterAll(async () => await browser.close());

async function contactsPage(query = "") {
  const person = await visit(browser, { storageState: state });
  await openContacts(person.page, query);
  return person;
}

async function openSheet(page: Page, name: string) {
  await page.getByRole("link", { name }).click();
  const sheet = page.getByRole("dialog", { name });
  await sheet.waitFor();
  return sheet;
}

test("a new contact is refused beside the field that is wrong, then added and opened", async () => {
  const { page, context, complaints } = await contactsPage();
  await page.getByRole("button", { name: "New contact" }).click();
  const dialog = page.getByRole("dialog", { name: "New contact" });
  await dialog.getByRole("button", { name: "Add contact" }).click();
  await dialog.getByText("Every contact needs an e-mail address.").waitFor();

  await dialog.getByLabel("First name").fill("Nina");
  await dialog.getByLabel("Last name").fill("Simone");
  await dialog.getByLabel("E-mail").fill("not an address");
  await dialog.getByRole("button", { name: "Add contact" }).click();
  await dialog.getByText("must be an e-mail address").waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("type"))).toBe("email");

  await dialog.getByLabel("E-mail").fill("nina@forms.example");
  await dialog.getByLabel("Type").selectOption("customer");
  await dialog.getByLabel("Tags").fill("jazz, piano ,");
  await dialog.getByRole("button", { name: "Add contact" }).click();
  const sheet = page.getByRole("dialog", { name: "Nina Simone" });
  await sheet.getByText("piano", { exact: true }).waitFor();
  await page.getByText("Nina Simone is added.", { exact: true }).waitFor();
  await page.getByRole("row").filter({ hasText: "nina@forms.example" }).waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

test("an edit saves what was changed and clears what was emptied", async () => {
  await addContact(staff, {
    email: "edit@forms.example",
    firstName: "Edith",
    lastName: "Piaf",
    company: "Olympia",
  });
  const { page, context } = await contactsPage();
  const sheet = await openSheet(page, "Edith Piaf");
  await sheet.getByRole("button", { name: "Edit", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Edit contact" });
  await dialog.getByLabel("Company").fill("");
  await dialog.getByLabel("Job title").fill("Singer");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor({ state: "detached" });
  await sheet.getByRole("definition").filter({ hasText: "Singer" }).waitFor();
  expect(await sheet.getByText("Olympia").count()).toBe(0);
  await context.close();
});

test("an edit on top of somebody else's says so and can start from theirs", async () => {
  const id = await addContact(staff, { email: "both@forms.example", firstName: "Miles", lastName: "Davis" });
  const { page, context } = await contactsPage();
  const sheet = await openSheet(page, "Miles Davis");
  await sheet.getByRole("button", { name: "Edit", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Edit contact" });
  await changeContact(staff, id, { company: "Columbia" });
  await dialog.getByText("Somebody else has changed this contact").waitFor();
  await dialog.getByLabel("Job title").fill("Trumpeter");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.getByRole("alert").filter({ hasText: "changed in the meantime" }).waitFor();
  await dialog.getByRole("button", { name: "Load it" }).click();
  await expect.poll(() => dialog.getByLabel("Company").inputValue()).toBe("Columbia");
  await dialog.getByLabel("Job title").fill("Trumpeter");
  await dialog.getByRole("button", { name: "Save" }).click();
  await sheet.getByRole("definition").filter({ hasText: "Trumpeter" }).waitFor();
  await sheet.getByRole("definition").filter({ hasText: "Columbia" }).waitFor();
  await context.close();
});

test("archiving takes a contact off the list, and the message can undo it", async () => {
  await addContact(staff, { email: "gone@forms.example", firstName: "Chet", lastName: "Baker" });
  const { page, context } = await contactsPage();
  const row = page.getByRole("row").filter({ hasText: "gone@forms.example" });
  const sheet = await openSheet(page, "Chet Baker");
  await sheet.getByRole("button", { name: "Archive" }).click();
  await row.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Undo" }).click();
  await row.waitFor();

  await sheet.getByRole("button", { name: "Archive" }).click();
  await row.waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Show/u }).click();
  await page.getByRole("menuitemradio", { name: "Archived" }).click();
  const archived = await openSheet(page, "Chet Baker");
  await archived.getByRole("button", { name: "Restore" }).click();
  await page.getByRole("heading", { name: "No contact matches" }).waitFor();
  await archived.getByRole("button", { name: "Archive" }).waitFor();
  await context.close();
});
