import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "../support/chromium";
import { ownerOf } from "./support/colleagues";
import { addContact, hireStaff, type Staff } from "./support/staff";
import { openContacts, shownNames, signedIn, type SignedIn, visit } from "./support/visit";

let browser: Browser;
let staff: Staff;
let state: SignedIn;
/** A contact of another organization: for whoever works here, it does not exist. */
let foreign: string;

beforeAll(async () => {
  browser = await launchChromium();
  staff = await hireStaff("Bulk");
  foreign = await addContact(await hireStaff("Elsewhere"), { email: "foreign@bulk.example" });
  state = await signedIn(browser, staff);
});

afterAll(async () => await browser.close());

/** Contacts of one source. Answers their ids. */
async function addPeople(name: string, count: number, fields: object = {}): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 1; index <= count; index++) {
    const number = String(index).padStart(2, "0");
    const email = `${name}.${number}@bulk.example`;
    const person = { email, firstName: name, lastName: number, source: name, ...fields };
    ids.push(await addContact(staff, person));
  }
  return ids;
}

async function peoplePage(source: string) {
  const person = await visit(browser, { storageState: state });
  await openContacts(person.page, `?source=${source}&sort=createdAt`);
  return person;
}

function box(page: Page, name: string) {
  return page.getByRole("checkbox", { name: `Select ${name}`, exact: true });
}

describe("choosing rows", () => {
  test("with boxes, with Shift, with the keyboard, and all of the page", async () => {
    await addPeople("choose", 6);
    const { page, context, complaints } = await peoplePage("choose");
    await box(page, "choose 02").click();
    await box(page, "choose 04").click({ modifiers: ["Shift"] });
    await page.getByText("3 selected").waitFor();
    expect(await box(page, "choose 03").isChecked()).toBe(true);
    expect(await page.getByRole("dialog").count()).toBe(0);

    await page.getByRole("link", { name: "choose 05" }).focus();
    await page.keyboard.press("Space");
    await page.getByText("4 selected").waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("x");
    await page.getByText("5 selected").waitFor();
    await page.keyboard.press("x");
    await page.getByText("4 selected").waitFor();

    const all = page.getByRole("checkbox", { name: "Select all on this page" });
    expect(await all.evaluate((input) => "indeterminate" in input && input.indeterminate)).toBe(true);
    await all.click();
    await page.getByText("6 selected").waitFor();
    await page.getByRole("button", { name: "Clear", exact: true }).click();
    await page.getByRole("region", { name: "Selection" }).waitFor({ state: "detached" });
    expect(await page.locator("tbody input:checked").count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("ends when the list becomes about others, and not with its order", async () => {
    await addPeople("scope", 3);
    const { page, context } = await peoplePage("scope");
    await box(page, "scope 02").click();
    await page.getByRole("button", { name: "Name", exact: true }).click();
    await page.waitForURL("**sort=name**");
    await page.getByText("1 selected").waitFor();
    await page.getByRole("button", { name: /^Status/u }).click();
    await page.getByRole("menuitemradio", { name: "Active", exact: true }).click();
    await page.getByText("1 selected").waitFor({ state: "detached" });
    await context.close();
  });
});

test("tags are added to many and taken back from those that did not have them", async () => {
  await addPeople("tagged", 2, { source: "spring", tags: ["vip"] });
  await addPeople("untagged", 28, { source: "spring" });
  const tagged = await visit(browser, { storageState: state });
  await openContacts(tagged.page, "?tag=vip");
  await tagged.page.getByText(/^1–2 of 2$/u).waitFor();
  const { page, context, complaints } = await visit(browser, { storageState: state });
  await openContacts(page, "?source=spring&size=100");
  await page.getByRole("checkbox", { name: "Select all on this page" }).click();
  await page.getByRole("button", { name: "Add tags" }).click();
  const dialog = page.getByRole("dialog", { name: "Add tags" });
  await dialog.getByRole("button", { name: "Apply" }).click();
  await dialog.getByText("Enter at least one tag.").waitFor();
  await dialog.getByLabel("Tags").fill("spring, vip");
  await dialog.getByRole("button", { name: "Apply" }).click();
  await page.getByText("30 are changed.", { exact: true }).waitFor();
  await tagged.page.getByText(/^1–30 of 30$/u).waitFor();

  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("30 are as they were.", { exact: true }).waitFor();
  await tagged.page.getByText(/^1–2 of 2$/u).waitFor();
  expect((await shownNames(tagged.page)).sort()).toEqual(["tagged 01", "tagged 02"]);
  expect(complaints).toEqual([]);
  await tagged.context.close();
  await context.close();
});

test("an archive that one refuses tells who and why, keeps that one chosen, and is undone as a whole", async () => {
  const ids = await addPeople("archive", 4);
  const refused = ids[1] ?? "";
  const { page, context } = await visit(browser, { storageState: state });
  // Somebody else's contact in the place of one of ours: the deployment refuses it like any that does not exist.
  await page.routeWebSocket(/\/sync$/u, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) =>
      server.send(isBulk(message) ? String(message).replaceAll(refused, foreign) : message),
    );
    server.onMessage((message) => socket.send(String(message).replaceAll(foreign, refused)));
  });
  await openContacts(page, "?source=archive&sort=createdAt");
  await page.getByRole("checkbox", { name: "Select all on this page" }).click();
  await page.getByRole("button", { name: "Archive", exact: true }).click();
  const report = page.getByRole("alert");
  await report.getByText("3 are changed.").waitFor();
  await report.getByText("archive 02: There is no such contact.").waitFor();
  await page.getByText("1 selected").waitFor();
  await expect.poll(() => shownNames(page)).toEqual(["archive 02"]);

  await report.getByRole("button", { name: "Undo" }).click();
  await page.getByText("3 are as they were.", { exact: true }).waitFor();
  await expect.poll(() => shownNames(page)).toEqual(["archive 01", "archive 02", "archive 03", "archive 04"]);
  await context.close();
});

test("a long change shows how far it is, can be stopped, and says how many it did not come to", async () => {
  await addPeople("long", 60);
  const { page, context } = await visit(browser, { storageState: state });
  await page.routeWebSocket(/\/sync$/u, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => {
      // Slow enough to be stopped after the first portion.
      if (isBulk(message)) setTimeout(() => server.send(message), 600);
      else server.send(message);
    });
  });
  await openContacts(page, "?source=long&size=100");
  await page.getByRole("checkbox", { name: "Select all on this page" }).click();
  await page.getByRole("button", { name: "Archive", exact: true }).click();
  await page.getByText("25 of 60").waitFor();
  // The rows wait for the end: none has left, although a portion is archived already.
  expect(await page.locator("tbody tr").count()).toBe(60);
  await page.getByRole("region", { name: "Selection" }).getByRole("button", { name: "Cancel" }).click();
  await page
    .getByRole("alert")
    .getByText(/^Cancelled\. \d+ were not reached\.$/u)
    .waitFor();
  await page.getByText("10 selected").waitFor();
  await expect.poll(() => page.locator("tbody tr").count()).toBe(10);
  await context.close();
});

test("whoever may only read chooses nothing", async () => {
  const viewer = await (await ownerOf(staff)).hire("viewer", "Vera Viewer");
  const { page, context } = await visit(browser, { storageState: await signedIn(browser, viewer) });
  await addPeople("viewed", 1);
  await openContacts(page, "?source=viewed");
  expect(await page.getByRole("checkbox").count()).toBe(0);
  await page.getByRole("link", { name: "viewed 01" }).focus();
  await page.keyboard.press("x");
  expect(await page.getByRole("region", { name: "Selection" }).count()).toBe(0);
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog", { name: "viewed 01" });
  await sheet.getByText("viewed.01@bulk.example").waitFor();
  for (const name of ["Edit", "Archive", "Edit notes", "Add tag"]) {
    expect(await sheet.getByRole("button", { name, exact: true }).count()).toBe(0);
  }
  await context.close();
});

function isBulk(message: string | Buffer): boolean {
  return String(message).includes("bulk:changeObjects");
}
