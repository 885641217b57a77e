import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "../support/chromium";
import { addCompany } from "./support/crm";
import { addContact, hireStaff, type Staff } from "./support/staff";
import { shownNames, signedIn, type SignedIn, visit } from "./support/visit";

let browser: Browser;
let staff: Staff;
let state: SignedIn;
let busy: string;

beforeAll(async () => {
  browser = await launchChromium();
  staff = await hireStaff("Organizations");
  busy = await addCompany(staff, { name: "Busy Works", industry: "Engineering", taxId: "GB-1" });
  await addCompany(staff, { name: "Calm Café", industry: "Food", status: "inactive" });
  for (let index = 1; index <= 12; index++) {
    const lastName = String(index).padStart(2, "0");
    const email = `w${lastName}@busy.example`;
    await addContact(staff, { email, firstName: "Worker", lastName, crmOrganizationId: busy });
  }
  state = await signedIn(browser, staff);
});

afterAll(async () => await browser.close());

async function organizationsPage(query = "") {
  const person = await visit(browser, { storageState: state });
  await person.page.goto(`/admin/organizations${query}`);
  await person.page.getByText("Connection: Live").waitFor();
  await person.page.getByRole("columnheader", { name: "Industry" }).waitFor();
  return person;
}

test("the list is searched, filtered by industry and status, and says so in its address", async () => {
  const { page, context, complaints } = await organizationsPage();
  await page.getByText(/^1–2 of 2$/u).waitFor();
  await page.getByRole("searchbox").fill("gb-1");
  await page.waitForURL("**/admin/organizations?q=gb-1");
  await expect.poll(() => shownNames(page)).toEqual(["Busy Works"]);
  await page.getByRole("button", { name: "Reset" }).click();
  await page.waitForURL((url) => url.search === "");

  await page.getByLabel("Industry").fill("Food");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/admin/organizations?industry=Food");
  await expect.poll(() => shownNames(page)).toEqual(["Calm Café"]);
  await page.getByRole("button", { name: /^Status/u }).click();
  await page.getByRole("menuitemradio", { name: "Active", exact: true }).click();
  await page.getByRole("heading", { name: "No organizations match" }).waitFor();
  await page.goBack();
  await expect.poll(() => shownNames(page)).toEqual(["Calm Café"]);
  expect(complaints).toEqual([]);
  await context.close();
});

test("an open one shows its contacts by name, a page at a time", async () => {
  const { page, context } = await organizationsPage(`?organization=${busy}`);
  const sheet = page.getByRole("dialog", { name: "Busy Works" });
  await sheet.getByRole("link", { name: "Worker 01" }).waitFor();
  expect(await sheet.getByRole("link", { name: /^Worker/u }).count()).toBe(10);
  await sheet.getByRole("button", { name: "Next page" }).click();
  await sheet.getByRole("link", { name: "Worker 12" }).waitFor();
  expect(await sheet.getByRole("link", { name: /^Worker/u }).count()).toBe(2);
  await sheet.getByRole("button", { name: "Previous page" }).click();
  await sheet.getByRole("link", { name: "Worker 01" }).waitFor();
  await context.close();
});

test("one that is added and archived in a window comes and goes in the other", async () => {
  const first = await organizationsPage();
  const second = await organizationsPage();
  await first.page.getByRole("button", { name: "New organization" }).click();
  const dialog = first.page.getByRole("dialog", { name: "New organization" });
  await dialog.getByLabel("Name").fill("Difference Ltd");
  await dialog.getByRole("button", { name: "Add organization" }).click();
  const sheet = first.page.getByRole("dialog", { name: "Difference Ltd" });
  await sheet.waitFor();
  const row = second.page.getByRole("link", { name: "Difference Ltd" });
  await row.waitFor();

  await sheet.getByRole("button", { name: "Archive" }).click();
  await row.waitFor({ state: "detached" });
  await first.page.getByRole("button", { name: "Undo" }).click();
  await row.waitFor();
  await first.page.getByText("Difference Ltd is back.", { exact: true }).waitFor();
  expect([...first.complaints, ...second.complaints]).toEqual([]);
  await first.context.close();
  await second.context.close();
});

test("one that was just created is found and linked in the form of a contact", async () => {
  const { page, context, complaints } = await organizationsPage("?new=1");
  const create = page.getByRole("dialog", { name: "New organization" });
  await create.getByLabel("Name").fill("Engines & Sons");
  await create.getByRole("button", { name: "Add organization" }).click();
  await page.getByRole("dialog", { name: "Engines & Sons" }).waitFor();

  await page.goto("/admin/contacts?new=1");
  const dialog = page.getByRole("dialog", { name: "New contact" });
  await dialog.getByLabel("E-mail").fill("ada@engines.example");
  await dialog.getByRole("button", { name: "More fields" }).click();
  await dialog.getByRole("combobox", { name: "CRM organization" }).click();
  await page.keyboard.type("engi");
  await dialog.getByRole("option", { name: "Engines & Sons" }).click();
  await dialog.getByRole("button", { name: "Add contact" }).click();
  const sheet = page.getByRole("dialog", { name: "ada@engines.example" });
  await sheet.getByRole("link", { name: "Engines & Sons" }).click();
  await page
    .getByRole("dialog", { name: "Engines & Sons" })
    .getByRole("link", { name: "ada@engines.example" })
    .waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

test("what strangers typed about one stays text, and its website opens elsewhere without a way back", async () => {
  const hostile = `"><img src=x onerror="window.ran=1"><script>window.ran=1</script>`;
  const id = await addCompany(staff, {
    name: hostile,
    website: `https://evil.example/"onmouseover="window.ran=1`,
    industry: "javascript:window.ran=1",
    address: { street: hostile, city: "javascript:window.ran=1" },
    notes: hostile,
    tags: ["javascript:window.ran=1"],
    customFields: { html: hostile },
  });
  const { page, context, complaints } = await organizationsPage(`?organization=${id}`);
  const sheet = page.getByRole("dialog", { name: hostile });
  const website = sheet.getByRole("link", { name: /^https:\/\/evil\.example/u });
  await website.hover();
  expect(await website.getAttribute("rel")).toBe("noopener noreferrer");
  const links = await page
    .locator("a")
    .evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
  expect(links.filter((href) => href.startsWith("javascript:"))).toEqual([]);
  expect(await page.locator("img[src='x']").count()).toBe(0);
  expect(await page.evaluate(() => "ran" in window)).toBe(false);
  expect(complaints).toEqual([]);
  await context.close();
});
