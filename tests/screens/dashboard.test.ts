import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "../support/chromium";
import { addContact, changeContact, hireStaff, type Staff } from "./support/staff";
import { signedIn, type SignedIn, visit } from "./support/visit";

let browser: Browser;
let staff: Staff;
let state: SignedIn;

beforeAll(async () => {
  browser = await launchChromium();
  staff = await hireStaff("Dashboard");
  state = await signedIn(browser, staff);
});

afterAll(async () => await browser.close());

describe("the dashboard", () => {
  test("begins empty, and counts what happens elsewhere while one looks at it", async () => {
    const { page, context, complaints } = await visit(browser, { storageState: state });
    await page.goto("/admin");
    await page.getByText("No contacts yet. What you add appears here.").waitFor();
    await page.getByRole("link", { name: "Contacts 0 none new this week" }).waitFor();
    const id = await addContact(staff, { email: "ada@dashboard.example", firstName: "Ada", subtype: "lead" });
    await page.getByRole("link", { name: "Contacts 1 1 new this week" }).waitFor();
    const legend = page.getByRole("region", { name: "Contacts by type" });
    await legend.getByText("Lead", { exact: true }).first().waitFor();
    await page.getByRole("region", { name: "Recent activity" }).getByText("added the contact").waitFor();
    await changeContact(staff, id, { subtype: "customer" });
    await page.getByText("As a table").click();
    const week = page.getByRole("table", { name: "Contacts by type" }).getByRole("row").last();
    await expect.poll(() => week.getByRole("cell").allTextContents()).toEqual(["0", "1", "0", "1"]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("leads to the lists that it counts", async () => {
    const { page, context } = await visit(browser, { storageState: state });
    await page.goto("/admin");
    await page.getByRole("link", { name: /^Contacts \d/u }).click();
    await page.waitForURL("**/admin/contacts");
    await page.getByRole("heading", { level: 1, name: "Contacts" }).waitFor();
    await context.close();
  });

  test("speaks German to those who do", async () => {
    const { page, context } = await visit(browser, { storageState: state, locale: "de-DE" });
    await page.goto("/admin");
    await page.getByRole("heading", { level: 1, name: "Übersicht" }).waitFor();
    await page.getByRole("region", { name: "Kontakte nach Typ" }).waitFor();
    await page.getByRole("link", { name: /^Kontakte \d+ \d+ neu diese Woche$/u }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("de");
    await context.close();
  });
});
