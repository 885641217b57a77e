import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LANGUAGE_COOKIE } from "../../components/i18n/language";
import { launchChromium } from "../support/chromium";
import { addCompany } from "./support/crm";
import { addContact, hireStaff, type Staff } from "./support/staff";
import { openContacts, signedIn, type SignedIn, visit } from "./support/visit";
import { sharedGuildhall } from "../support/sharedGuildhall";

let browser: Browser;
let staff: Staff;
let state: SignedIn;

beforeAll(async () => {
  browser = await launchChromium();
  staff = await hireStaff("Forms");
  await addContact(staff, { email: "first@forms.example", firstName: "First", lastName: "Contact" });
  await addCompany(staff, { name: "Engines & Sons", industry: "Engineering" });
  await addCompany(staff, { name: "Bakery" });
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

async function openNew(page: Page) {
  await page.getByRole("button", { name: "New contact" }).click();
  const dialog = page.getByRole("dialog", { name: "New contact" });
  await dialog.waitFor();
  return dialog;
}

async function openEdit(page: Page, name: string) {
  const sheet = await openSheet(page, name);
  await sheet.getByRole("button", { name: "Edit", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Edit contact" });
  await dialog.waitFor();
  return { sheet, dialog };
}

/** Which field the keyboard is in, by its label. */
async function focusedLabel(page: Page): Promise<string | null | undefined> {
  return await page.evaluate(() => {
    const { activeElement: focused } = document;
    return focused instanceof HTMLInputElement ? focused.labels?.[0]?.textContent : focused?.textContent;
  });
}

describe("a new contact", () => {
  test("is refused beside the field that is wrong, then added and opened", async () => {
    const { page, context, complaints } = await contactsPage();
    const dialog = await openNew(page);
    await dialog.getByRole("button", { name: "Add contact" }).click();
    await dialog.getByText("Please fill this in.").waitFor();
    await expect.poll(() => focusedLabel(page)).toBe("E-mail *");

    await dialog.getByLabel("First name").fill("Nina");
    await dialog.getByLabel("Last name").fill("Simone");
    await dialog.getByLabel("E-mail").fill("not an address");
    await dialog.getByRole("button", { name: "Add contact" }).click();
    await dialog.getByText("must be an e-mail address").waitFor();
    await expect.poll(() => focusedLabel(page)).toBe("E-mail *");

    await dialog.getByLabel("E-mail").fill("nina@forms.example");
    await dialog.getByRole("button", { name: "More fields" }).click();
    await expect.poll(() => focusedLabel(page)).toBe("Company");
    await dialog.getByLabel("Type").selectOption("customer");
    await dialog.getByLabel("Tags").fill("jazz, piano ,");
    await dialog.getByLabel("Tags").fill("not finished");
    await dialog.getByRole("button", { name: "Add contact" }).click();
    const sheet = page.getByRole("dialog", { name: "Nina Simone" });
    await sheet.getByText("piano", { exact: true }).waitFor();
    await sheet.getByText("not finished", { exact: true }).waitFor();
    await page.getByText("Nina Simone is added.", { exact: true }).waitFor();
    await page.getByRole("row").filter({ hasText: "nina@forms.example" }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("that is known already keeps what was not filled in, and its dialog says so", async () => {
    await addContact(staff, {
      email: "known@forms.example",
      firstName: "Ella",
      subtype: "customer",
      tags: ["jazz"],
    });
    const { page, context } = await contactsPage();
    const dialog = await openNew(page);
    await dialog.getByLabel("Last name").fill("Fitzgerald");
    await dialog.getByLabel("E-mail").fill("Known@forms.example");
    await dialog.getByRole("button", { name: "Add contact" }).click();
    await page.getByText("Ella Fitzgerald was known already and is updated.", { exact: true }).waitFor();
    const sheet = page.getByRole("dialog", { name: "Ella Fitzgerald" });
    await sheet.getByText("jazz", { exact: true }).waitFor();
    await sheet.getByText("Customer", { exact: true }).waitFor();
    await context.close();
  });

  test("can be made without a mouse", async () => {
    const { page, context, complaints } = await contactsPage();
    await page.getByRole("button", { name: "New contact" }).press("Enter");
    const dialog = page.getByRole("dialog", { name: "New contact" });
    await expect.poll(() => focusedLabel(page)).toBe("First name");
    await page.keyboard.type("Billie");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Holiday");
    await page.keyboard.press("Tab");
    await page.keyboard.type("billie@forms.example");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await expect.poll(() => focusedLabel(page)).toBe("More fields");
    await page.keyboard.press("Enter");
    await expect.poll(() => focusedLabel(page)).toBe("Company");

    await dialog.getByLabel("CRM organization", { exact: true }).focus();
    await page.keyboard.type("engin");
    await dialog.getByRole("option", { name: "Engines & Sons" }).waitFor();
    await page.keyboard.press("Escape");
    await dialog.getByRole("listbox").waitFor({ state: "detached" });
    await page.keyboard.press("ArrowDown");
    await dialog.getByRole("option", { name: "Engines & Sons" }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect
      .poll(() => dialog.getByLabel("CRM organization", { exact: true }).inputValue())
      .toBe("Engines & Sons");

    await dialog.getByLabel("Tags").focus();
    await page.keyboard.type("one");
    await page.keyboard.press("Enter");
    await page.keyboard.type("two,");
    await dialog.getByRole("button", { name: "Remove the tag two" }).waitFor();
    await page.keyboard.press("Backspace");
    await dialog.getByRole("button", { name: "Remove the tag two" }).waitFor({ state: "detached" });
    await page.keyboard.type("three");
    await page.keyboard.press("Control+Enter");

    const sheet = page.getByRole("dialog", { name: "Billie Holiday" });
    await sheet.getByText("three", { exact: true }).waitFor();
    await sheet.getByText("one", { exact: true }).waitFor();
    await sheet.getByRole("link", { name: "Engines & Sons" }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("is asked for in German", async () => {
    const { page, context } = await visit(browser, { storageState: state });
    const { portalUrl } = sharedGuildhall();
    await context.addCookies([{ name: LANGUAGE_COOKIE, value: "de", url: portalUrl }]);
    await page.goto("/admin/contacts");
    await page.getByRole("button", { name: "Kontakt anlegen" }).click();
    const dialog = page.getByRole("dialog", { name: "Kontakt anlegen" });
    await dialog.getByRole("button", { name: "Weitere Felder" }).click();
    const labels = await dialog.locator("label").allTextContents();
    expect(labels).toEqual([
      ...["Vorname", "Nachname", "E-Mail *", "Telefon", "Firma", "Position", "Zugeordnete Firma"],
      ...["Art", "Status", "Herkunft", "Referenz", "Schlagwörter", "Notizen"],
    ]);
    expect(await dialog.getByLabel("Art").locator("option").allTextContents()).toEqual([
      ...["Lead", "Kunde", "Interessent"],
    ]);
    await dialog.getByLabel("E-Mail").fill("nichts");
    await dialog.getByRole("button", { name: "Kontakt anlegen" }).click();
    await dialog.getByRole("alert").filter({ hasText: "Noch ist nichts gespeichert" }).waitFor();
    await page.keyboard.press("Escape");
    await page
      .getByRole("dialog", { name: "Eingaben verwerfen?" })
      .getByRole("button", { name: "Verwerfen" })
      .click();
    await dialog.waitFor({ state: "detached" });
    await context.close();
  });
});

describe("an edit", () => {
  test("saves what was changed and clears what was emptied", async () => {
    const fields = { firstName: "Edith", lastName: "Piaf", company: "Olympia", tags: ["chanson"] };
    await addContact(staff, { email: "edit@forms.example", ...fields });
    const { page, context } = await contactsPage();
    const { sheet, dialog } = await openEdit(page, "Edith Piaf");
    await dialog.getByLabel("Company").fill("");
    await dialog.getByLabel("Job title").fill("Singer");
    await dialog.getByRole("button", { name: "Remove the tag chanson" }).click();
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByText("Edith Piaf is saved.", { exact: true }).waitFor();
    await sheet.getByRole("definition").filter({ hasText: "Singer" }).waitFor();
    expect(await sheet.getByText("Olympia").count()).toBe(0);
    expect(await sheet.getByText("chanson", { exact: true }).count()).toBe(0);
    await context.close();
  });

  test("that was changed asks before it is thrown away, and one that was not does not", async () => {
    await addContact(staff, { email: "escape@forms.example", firstName: "Django", lastName: "Reinhardt" });
    const { page, context } = await contactsPage();
    const { sheet, dialog } = await openEdit(page, "Django Reinhardt");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });

    await sheet.getByRole("button", { name: "Edit", exact: true }).click();
    await dialog.getByLabel("Job title").fill("Guitarist");
    await page.keyboard.press("Escape");
    const question = page.getByRole("dialog", { name: "Discard what you typed?" });
    await question.getByRole("button", { name: "Keep editing" }).click();
    await question.waitFor({ state: "detached" });
    expect(await dialog.getByLabel("Job title").inputValue()).toBe("Guitarist");

    await page.mouse.click(10, 10);
    await question.getByRole("button", { name: "Discard" }).click();
    await dialog.waitFor({ state: "detached" });
    await context.close();
  });

  test("says how much room is left where it becomes scarce", async () => {
    await addContact(staff, { email: "long@forms.example", firstName: "Max", lastName: "Length" });
    const { page, context } = await contactsPage();
    const { dialog } = await openEdit(page, "Max Length");
    const phone = dialog.getByLabel("Phone");
    await phone.fill("1".repeat(80));
    expect(await dialog.getByText(/characters? (left|too many)/u).count()).toBe(0);
    await phone.fill("1".repeat(99));
    await dialog.getByText("1 character left").waitFor();
    await phone.fill("1".repeat(103));
    await dialog.getByText("3 characters too many").waitFor();
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.getByText("must have at most 100 characters").waitFor();
    await context.close();
  });
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
  await page.getByRole("heading", { name: "No contacts match" }).waitFor();
  await archived.getByRole("button", { name: "Archive" }).waitFor();
  await context.close();
});
