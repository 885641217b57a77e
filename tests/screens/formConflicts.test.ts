import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "../support/chromium";
import { ownerOf } from "./support/colleagues";
import { archiveContact } from "./support/crm";
import { keepScreenshot } from "./support/pixels";
import { addContact, changeContact, hireStaff, type Staff } from "./support/staff";
import { signedIn, type SignedIn, visit, type Visit } from "./support/visit";

/** Two people, and two windows of one of them, edit the same contact. */

let browser: Browser;
let staff: Staff;
let olga: SignedIn;
let mia: SignedIn;

beforeAll(async () => {
  browser = await launchChromium();
  staff = await hireStaff("Conflicts");
  olga = await signedIn(browser, staff);
  const owner = await ownerOf(staff);
  mia = await signedIn(browser, await owner.hire("member", "Mia Member"));
});

afterAll(async () => await browser.close());

interface Editor extends Visit {
  dialog: Locator;
  sheet: Locator;
}

/** A window with the contact open in the form. */
async function edit(storageState: SignedIn, contactId: string): Promise<Editor> {
  const person = await visit(browser, { storageState });
  await person.page.goto(`/admin/contacts?contact=${contactId}`);
  const edit = person.page.getByRole("button", { name: "Edit", exact: true });
  await edit.click();
  const dialog = person.page.getByRole("dialog", { name: "Edit contact" });
  await dialog.waitFor();
  return { ...person, dialog, sheet: person.page.getByRole("dialog").filter({ has: edit }) };
}

async function save({ dialog }: Editor): Promise<void> {
  await dialog.getByRole("button", { name: "Save" }).click();
}

async function holds(editor: Editor, label: string, value: string): Promise<void> {
  await expect.poll(() => editor.dialog.getByLabel(label, { exact: true }).inputValue()).toBe(value);
}

/** What a page shows of the contact, once it shows `text`. */
async function shows(page: Page, text: string): Promise<void> {
  await page.getByRole("definition").filter({ hasText: text }).waitFor();
}

describe("a contact that is edited in two windows at once", () => {
  test("takes over what only the other changed, and asks about what both changed", async () => {
    const fields = { firstName: "Miles", lastName: "Davis", jobTitle: "Student", notes: "Met in New York." };
    const id = await addContact(staff, { email: "miles@conflicts.example", ...fields, tags: ["jazz"] });
    const [first, second] = [await edit(olga, id), await edit(mia, id)];
    await first.dialog.getByLabel("Job title").fill("Trumpeter");
    await first.dialog.getByLabel("Notes").fill("Plays the trumpet.");
    await first.dialog.getByLabel("Tags").fill("trumpet,");

    await second.dialog.getByLabel("Job title").fill("Bandleader");
    await second.dialog.getByLabel("Notes").fill("Leads a band.");
    await second.dialog.getByLabel("Company").fill("Columbia");
    await second.dialog.getByLabel("Tags").fill("cool,");
    await save(second);
    await second.dialog.waitFor({ state: "detached" });

    const { dialog } = first;
    await dialog.getByText("Mia Member has saved in the meantime.").waitFor();
    await holds(first, "Company", "Columbia");
    expect(await dialog.getByText("Changed by Mia Member").count()).toBe(2);
    for (const tag of ["jazz", "cool", "trumpet"]) {
      await dialog.getByRole("button", { name: `Remove the tag ${tag}` }).waitFor();
    }
    await holds(first, "Job title", "Trumpeter");

    await save(first);
    await dialog.getByRole("alert").filter({ hasText: "choose what to keep" }).waitFor();
    const jobTitle = dialog.getByRole("radiogroup", { name: "Job title" });
    const notes = dialog.getByRole("radiogroup", { name: "Notes" });
    await expect.poll(() => jobTitle.getAttribute("aria-invalid")).toBe("true");
    await keepScreenshot(first.page, "journey a conflict with both versions");
    await jobTitle.getByRole("radio", { name: "Yours Trumpeter" }).check();
    await notes.getByRole("radio", { name: "Saved by Mia Member Leads a band." }).check();
    await holds(first, "Notes", "Leads a band.");
    await save(first);
    await dialog.waitFor({ state: "detached" });

    for (const { page } of [first, second]) {
      await shows(page, "Trumpeter");
      await shows(page, "Columbia");
      await page.getByText("Leads a band.").first().waitFor();
      await keepScreenshot(page, "journey and resolved");
      for (const tag of ["jazz", "cool", "trumpet"])
        await page.getByRole("dialog").getByText(tag, { exact: true }).waitFor();
    }
    expect([first.complaints, second.complaints]).toEqual([[], []]);
    await first.context.close();
    await second.context.close();
  });

  test("can be decided the other way round, with the keyboard alone, by one person in two windows", async () => {
    const fields = { firstName: "John", lastName: "Coltrane", jobTitle: "Sailor" };
    const id = await addContact(staff, { email: "john@conflicts.example", ...fields });
    const [first, second] = [await edit(olga, id), await edit(olga, id)];
    await first.dialog.getByLabel("Job title").fill("Saxophonist");
    await second.dialog.getByLabel("Job title").fill("Composer");
    await save(second);
    await first.dialog.getByText("You have saved in another window in the meantime.").waitFor();

    const { page, dialog } = first;
    await page.keyboard.press("Control+Enter");
    const choice = dialog.getByRole("radiogroup", { name: "Job title" });
    await expect.poll(() => choice.evaluate((group) => group === document.activeElement)).toBe(true);
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowRight");
    await choice.getByRole("radio", { name: "Saved in your other window Composer", checked: true }).waitFor();
    await holds(first, "Job title", "Composer");
    await page.keyboard.press("Control+Enter");
    await dialog.waitFor({ state: "detached" });
    await shows(page, "Composer");
    await first.context.close();
    await second.context.close();
  });

  test("follows every further save, and asks again when the other side changes its mind", async () => {
    const id = await addContact(staff, {
      email: "again@conflicts.example",
      firstName: "Nina",
      jobTitle: "Pianist",
    });
    const editor = await edit(olga, id);
    await editor.dialog.getByLabel("Job title").fill("Singer");
    await changeContact(staff, id, { jobTitle: "Organist" });
    const choice = editor.dialog.getByRole("radiogroup", { name: "Job title" });
    await choice.getByRole("radio", { name: /^Yours/u }).check();
    await changeContact(staff, id, { jobTitle: "Activist" });
    await choice.getByRole("radio", { name: "Saved by screens Activist", checked: false }).waitFor();
    await choice.getByRole("radio", { name: "Yours Singer", checked: false }).waitFor();
    await changeContact(staff, id, { jobTitle: "Singer" });
    await choice.waitFor({ state: "detached" });
    await save(editor);
    await editor.dialog.waitFor({ state: "detached" });
    await shows(editor.page, "Singer");
    await editor.context.close();
  });

  test("is refused with the same choice when both save at the same moment", async () => {
    const id = await addContact(staff, {
      email: "moment@conflicts.example",
      firstName: "Art",
      jobTitle: "Drummer",
    });
    const editor = await edit(olga, id);
    const { dialog, context } = editor;
    await dialog.getByLabel("Job title").fill("Bandleader");
    // What is sent and what is answered waits in the socket until the network is back.
    await context.setOffline(true);
    await changeContact(staff, id, { jobTitle: "Messenger", phone: "+1 212" });
    await save(editor);
    await context.setOffline(false);
    await dialog.getByRole("radio", { name: "Saved by screens Messenger" }).waitFor();
    await dialog.getByRole("alert").filter({ hasText: "a moment before you" }).waitFor();
    await holds(editor, "Phone", "+1 212");
    await holds(editor, "Job title", "Bandleader");
    await dialog.getByRole("radio", { name: "Yours Bandleader" }).check();
    await save(editor);
    await dialog.waitFor({ state: "detached" });
    await shows(editor.page, "Bandleader");
    await context.close();
  });

  test("says when somebody has archived it", async () => {
    const id = await addContact(staff, { email: "archived@conflicts.example", firstName: "Archie" });
    const editor = await edit(olga, id);
    await archiveContact(staff, id);
    await editor.dialog.getByText("It was archived in the meantime.").waitFor();
    await editor.dialog.getByLabel("Last name").fill("Shepp");
    await save(editor);
    await editor.page.getByText("Archie Shepp is saved.", { exact: true }).waitFor();
    await editor.context.close();
  });
});
