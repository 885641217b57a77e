import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "../support/chromium";
import { ownerOf } from "./support/colleagues";
import { addContact, changeContact, hireStaff, type Staff } from "./support/staff";
import { signedIn, type SignedIn, visit, type Visit } from "./support/visit";

let browser: Browser;
let staff: Staff;
let owner: Awaited<ReturnType<typeof ownerOf>>;
let state: SignedIn;
let graceId: string;

const HOSTILE = `<img src=x onerror="window.__ran=1">`;

beforeAll(async () => {
  browser = await launchChromium();
  staff = await hireStaff("Audited");
  owner = await ownerOf(staff);
  graceId = await addContact(staff, { email: "grace@audit.example", firstName: "Grace" });
  await changeContact(staff, graceId, { email: "hopper@audit.example" });
  await changeContact(staff, graceId, { phone: "+1 555", jobTitle: "Admiral", notes: HOSTILE });
  await owner.invite("guest@audit.example", "viewer");
  state = await signedIn(browser, staff);
});

afterAll(async () => await browser.close());

async function openLog(query = "", options: Parameters<typeof visit>[1] = {}): Promise<Visit> {
  const visited = await visit(browser, { storageState: state, ...options });
  await visited.page.goto(`/admin/audit${query}`);
  return visited;
}

/** Entries in the log, without their times and buttons. */
async function sentences(page: Page): Promise<string[]> {
  const texts = await page.locator("main li p:first-child").allTextContents();
  return texts.map((text) => text.replaceAll(/\s+/gu, " ").trim());
}

async function choose(page: Page, filter: string, choice: string): Promise<void> {
  await page.getByRole("search").getByRole("button", { name: filter }).click();
  await page.getByRole("menuitemradio", { name: choice, exact: true }).click();
}

test("tells who did what, from what to what, and leads to what it is about", async () => {
  const { page, context, complaints } = await openLog();
  await page.getByText("Olga Owner invited guest@audit.example as Viewer").waitFor();
  expect(await sentences(page)).toEqual([
    "Olga Owner invited guest@audit.example as Viewer",
    "The API key “screens” changed the phone, job title, and notes of Grace",
    "The API key “screens” changed the e-mail of Grace from grace@audit.example to hopper@audit.example",
    "The API key “screens” added the contact Grace",
    ...(await sentences(page)).slice(4),
  ]);
  const entry = page.getByRole("listitem").filter({ hasText: "changed the phone" });
  await entry.getByRole("button", { name: "Details" }).click();
  const changes = entry.getByLabel("What changed");
  expect(await changes.textContent()).toContain("PhoneBefore: nothingAfter: +1 555");
  // What somebody typed is a text, also here.
  expect(await changes.textContent()).toContain(HOSTILE);
  await entry.getByRole("button", { name: "Copy the request ID" }).waitFor();
  expect(await page.evaluate(() => Reflect.get(window, "__ran") as unknown)).toBeUndefined();
  await entry.getByRole("link", { name: "Grace" }).click();
  await page.getByRole("dialog", { name: "Grace" }).waitFor();
  expect(new URL(page.url()).searchParams.get("contact")).toBe(graceId);
  expect(complaints).toEqual([]);
  await context.close();
});

test("shows what happens while one looks at it", async () => {
  const { page, context } = await openLog("?type=crm_contact&action=archived");
  await page.getByRole("heading", { name: "Nothing matches" }).waitFor();
  const other = await visit(browser, { storageState: state });
  await other.page.goto(`/admin/contacts?contact=${graceId}`);
  await other.page.getByRole("dialog").getByRole("button", { name: "Archive" }).click();
  await page.getByText("Olga Owner archived the contact Grace").waitFor();
  await other.page.getByRole("dialog").getByRole("button", { name: "Restore" }).click();
  await page.getByRole("button", { name: "Reset" }).click();
  await page.getByText("Olga Owner restored the contact Grace").waitFor();
  await context.close();
  await other.context.close();
});

describe("the filters", () => {
  test("stand in the address, go together, and are undone by the back button", async () => {
    const { page, context } = await openLog();
    await page.getByText("Olga Owner invited guest@audit.example").waitFor();
    await choose(page, "Who", "screens");
    await page.getByText("Olga Owner invited guest@audit.example").waitFor({ state: "detached" });
    expect(new URL(page.url()).searchParams.get("who")).toMatch(/^apiKey:/u);
    await choose(page, "What", "Contact");
    await choose(page, "Action", "Added");
    await expect.poll(() => sentences(page)).toEqual(["The API key “screens” added the contact Grace"]);
    await page.goBack();
    await expect.poll(async () => (await sentences(page)).length).toBe(3);
    await page.getByRole("button", { name: "Reset" }).click();
    await page.getByText("Olga Owner invited guest@audit.example").waitFor();
    expect(new URL(page.url()).search).toBe("");
    await context.close();
  });

  test("know days of the organization", async () => {
    const { page, context } = await openLog();
    const heading = page.getByRole("heading", { level: 2 }).first();
    await heading.waitFor();
    await page.getByLabel("To", { exact: true }).fill("2020-01-31");
    await page.getByRole("heading", { name: "Nothing matches" }).waitFor();
    await page.getByLabel("To", { exact: true }).fill("");
    await page.getByLabel("From", { exact: true }).fill("2020-01-31");
    await page.getByText("Olga Owner invited guest@audit.example").waitFor();
    expect(new URL(page.url()).searchParams.get("from")).toBe("2020-01-31");
    await context.close();
  });

  test("leave out what nobody can ask for", async () => {
    const { page, context, complaints } = await openLog("?who=nobody:1&from=yesterday&type=%3Cscript%3E");
    await page.getByRole("heading", { name: "Nothing matches" }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });
});

test("goes back as far as the log does, page by page", async () => {
  const busy = await hireStaff("Busy");
  for (let number = 0; number < 60; number += 1) {
    await addContact(busy, { email: `${number}@busy.example`, firstName: `Number ${number}` });
  }
  const { page, context } = await openLog("", { storageState: await signedIn(browser, busy) });
  await page.getByText("added the contact Number 59").waitFor();
  expect(await sentences(page)).toHaveLength(50);
  await page.getByRole("button", { name: "Show earlier" }).click();
  await page
    .getByText("added the contact Number 0", { exact: true })
    .or(page.getByText("Number 0"))
    .first()
    .waitFor();
  const all = await sentences(page);
  expect(new Set(all).size).toBe(all.length);
  expect(all.filter((text) => text.includes("added the contact Number"))).toHaveLength(60);
  expect(await page.getByRole("button", { name: "Show earlier" }).count()).toBe(0);
  await context.close();
});

test("is offered to accountants, and to viewers neither in the navigation nor by its address", async () => {
  const accountant = await owner.hire("accountant", "Aki Accountant");
  const allowed = await openLog("", { storageState: await signedIn(browser, accountant) });
  await allowed.page.getByText("Olga Owner invited guest@audit.example").waitFor();
  await allowed.page.getByRole("link", { name: "Audit log" }).waitFor();
  await allowed.context.close();
  const viewer = await owner.hire("viewer", "Vera Viewer");
  const refused = await openLog("", { storageState: await signedIn(browser, viewer) });
  await refused.page.getByRole("heading", { name: "The audit log is for owners" }).waitFor();
  expect(await refused.page.getByRole("link", { name: "Audit log" }).count()).toBe(0);
  expect(refused.complaints).toEqual([]);
  await refused.context.close();
});

test("speaks German", async () => {
  const { page, context } = await openLog("", { locale: "de-DE" });
  await page.getByRole("heading", { level: 1, name: "Prüfprotokoll" }).waitFor();
  await page.getByText("Olga Owner hat guest@audit.example eingeladen (Nur lesen)").waitFor();
  await page
    .getByText("Der API-Schlüssel „screens“ hat bei Grace „Telefon“, „Position“ und „Notizen“ geändert")
    .waitFor();
  await choose(page, "Was", "Einladung");
  await expect.poll(async () => (await sentences(page)).length).toBeGreaterThan(0);
  await context.close();
});
