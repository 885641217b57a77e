import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "../support/chromium";
import { addContact, changeContact, hireStaff, type Staff } from "./support/staff";
import { openContacts, signedIn, type SignedIn, visit } from "./support/visit";

let browser: Browser;
let staff: Staff;
let state: SignedIn;

const HOSTILE = `"><img src=x onerror="window.__ran=1"><script>window.__ran=1</script>`;

beforeAll(async () => {
  browser = await launchChromium();
  staff = await hireStaff("Companies");
  state = await signedIn(browser, staff);
});

afterAll(async () => await browser.close());

async function open(path: string) {
  const person = await visit(browser, { storageState: state });
  await person.page.goto(path);
  await person.page.getByText("Connection: Live").waitFor();
  return person;
}

describe("a company", () => {
  test("is made with a name only, then gets an address, a wrong line of which is named", async () => {
    const { page, context, complaints } = await open("/admin/organizations");
    await page.getByRole("button", { name: "New organization" }).first().click();
    const create = page.getByRole("dialog", { name: "New organization" });
    await create.getByRole("button", { name: "Add organization" }).click();
    await create.getByText("Please fill this in.").waitFor();
    await create.getByLabel("Name").fill("Difference & Sons");
    await create.getByLabel("Website").fill("javascript:alert(1)");
    await create.getByRole("button", { name: "Add organization" }).click();
    await create.getByText("must begin with http:// or https://").waitFor();
    await create.getByLabel("Website").fill("https://difference.example");
    await create.getByRole("button", { name: "Add organization" }).click();
    const sheet = page.getByRole("dialog", { name: "Difference & Sons" });
    await sheet.getByRole("link", { name: "https://difference.example" }).waitFor();

    await sheet.getByRole("button", { name: "Edit", exact: true }).click();
    const edit = page.getByRole("dialog", { name: "Edit organization" });
    const address = edit.getByRole("group", { name: "Address" });
    await address.getByLabel("City").fill("London");
    await address.getByLabel("Postal code").fill("1".repeat(51));
    await edit.getByRole("button", { name: "Save" }).click();
    await address.getByText("must have at most 50 characters").waitFor();
    await address.getByLabel("Postal code").fill("SW1Y 4JU");
    await edit.getByRole("button", { name: "Save" }).click();
    await edit.waitFor({ state: "detached" });
    await sheet
      .getByRole("definition")
      .filter({ hasText: "SW1Y 4JU" })
      .filter({ hasText: "London" })
      .waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("with the tax id of another one is refused beside it", async () => {
    const { page, context } = await open("/admin/organizations");
    const add = async (name: string) => {
      await page.getByRole("button", { name: "New organization" }).first().click();
      const dialog = page.getByRole("dialog", { name: "New organization" });
      await dialog.getByLabel("Name").fill(name);
      await dialog.getByRole("button", { name: "More fields" }).click();
      await dialog.getByLabel("Tax ID").fill("GB-1815");
      await dialog.getByRole("button", { name: "Add organization" }).click();
      return dialog;
    };
    await (await add("First of two")).waitFor({ state: "detached" });
    await page.keyboard.press("Escape");
    await (await add("Second of two")).getByText("Another organization has it already.").waitFor();
    await context.close();
  });
});

describe("markup", () => {
  test("in every field of a company stays text", async () => {
    const { page, context } = await open("/admin/organizations");
    await page.getByRole("button", { name: "New organization" }).first().click();
    const dialog = page.getByRole("dialog", { name: "New organization" });
    await dialog.getByRole("button", { name: "More fields" }).click();
    const labels = [
      "Name",
      "Industry",
      "Phone",
      "Tax ID",
      "Street",
      "City",
      "State or region",
      "Country",
      "Notes",
    ];
    for (const label of labels) await dialog.getByLabel(label).fill(HOSTILE);
    await dialog.getByLabel("Website").fill(`https://evil.example/${HOSTILE}`);
    await dialog.getByLabel("Tags").fill(`${HOSTILE},`);
    await dialog.getByRole("button", { name: "Add organization" }).click();
    const sheet = page.getByRole("dialog", { name: HOSTILE });
    await sheet.getByRole("button", { name: "Edit", exact: true }).click();
    const edit = page.getByRole("dialog", { name: "Edit organization" });
    for (const label of labels) expect(await edit.getByLabel(label).inputValue()).toBe(HOSTILE);
    await edit.getByRole("button", { name: `Remove the tag ${HOSTILE}` }).waitFor();
    expect(await page.evaluate(() => Reflect.get(window, "__ran"))).toBeUndefined();
    await context.close();
  });

  test("in every field of a contact stays text, in the form and in both versions of a conflict", async () => {
    const lines = {
      firstName: HOSTILE,
      company: HOSTILE,
      jobTitle: HOSTILE,
      phone: HOSTILE,
      sourceRef: HOSTILE,
    };
    const id = await addContact(staff, {
      email: "evil@companies.example",
      ...lines,
      notes: HOSTILE,
      tags: [HOSTILE],
    });
    const { page, context } = await visit(browser, { storageState: state });
    await openContacts(page, `?contact=${id}`);
    await page.getByRole("button", { name: "Edit", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Edit contact" });
    for (const label of ["First name", "Company", "Job title", "Phone", "Source reference", "Notes"]) {
      expect(await dialog.getByLabel(label).inputValue()).toBe(HOSTILE);
    }
    await dialog.getByLabel("Notes").fill(`Mine ${HOSTILE}`);
    await changeContact(staff, id, { notes: `Theirs ${HOSTILE}` });
    await dialog.getByRole("radio", { name: `Yours Mine ${HOSTILE}` }).check();
    await dialog.getByRole("radio", { name: `Saved by screens Theirs ${HOSTILE}` }).check();
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "detached" });
    expect(await page.evaluate(() => Reflect.get(window, "__ran"))).toBeUndefined();
    await context.close();
  });
});
