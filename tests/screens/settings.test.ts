import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "../support/chromium";
import { ownerOf } from "./support/colleagues";
import { keepScreenshot } from "./support/pixels";
import { openSettings } from "./support/settings";
import { hireStaff, type Staff } from "./support/staff";
import { signedIn, type SignedIn, visit } from "./support/visit";

let browser: Browser;
let staff: Staff;
let state: SignedIn;

beforeAll(async () => {
  browser = await launchChromium();
  staff = await hireStaff("Settings");
  state = await signedIn(browser, staff);
});

afterAll(async () => await browser.close());

async function settingsPage(storageState = state) {
  const person = await visit(browser, { storageState });
  await openSettings(person.page, "organization");
  return person;
}

describe("the settings of the organization", () => {
  test("a wrong time zone is refused beside its field, a right one is kept", async () => {
    const { page, context, complaints } = await settingsPage();
    const timeZone = page.getByLabel("Time zone");
    expect(await page.getByRole("button", { name: "Save" }).isDisabled()).toBe(true);
    await timeZone.fill("Mars/Olympus");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("is not a time zone that is known").waitFor();
    await keepScreenshot(page, "journey a setting refused beside its field");
    await expect.poll(() => timeZone.getAttribute("aria-invalid")).toBe("true");
    const noteId = (await timeZone.getAttribute("aria-describedby")) ?? "none";
    expect(await page.locator(`[id="${noteId}"]`).textContent()).toBe("is not a time zone that is known");
    await expect.poll(() => timeZone.evaluate((field) => field === document.activeElement)).toBe(true);

    await timeZone.fill("Europe/Lisbon");
    await page.getByText("January 31, 2026 at 4:30").waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("The settings are saved.", { exact: true }).waitFor();
    await keepScreenshot(page, "journey a setting changed");
    await page.reload();
    await expect.poll(() => page.getByLabel("Time zone").inputValue()).toBe("Europe/Lisbon");
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("origins stand one to a line, and a wrong one is refused beside them", async () => {
    const { page, context } = await settingsPage();
    const origins = page.getByLabel("One to a line");
    await origins.fill("https://portal.example\nhttp://portal.example");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("must be an origin like https://portal.example").waitFor();
    await origins.fill("https://portal.example/\n\n https://Second.example ");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("The settings are saved.", { exact: true }).waitFor();
    expect(await origins.inputValue()).toBe("https://portal.example\nhttps://second.example");
    await context.close();
  });

  test("a new name and address show on every other page at once", async () => {
    const { page, context } = await settingsPage();
    const other = await visit(browser, { storageState: state });
    await openSettings(other.page, "members");
    await page.getByLabel("Name").fill("Settings, renamed");
    await page.getByLabel("Street").fill("1 Guild Lane");
    await page.getByLabel("Country").fill("PT");
    await page.getByRole("button", { name: "Save" }).click();
    await other.page.getByText("Settings, renamed").first().waitFor();
    await context.close();
    await other.context.close();
  });

  test("two windows: the later one loads what the other saved, and keeps what was typed", async () => {
    const [mine, theirs] = [await settingsPage(), await settingsPage()];
    const save = (page: typeof mine.page) => page.getByRole("button", { name: "Save" }).click();
    await mine.page.getByLabel("Tax ID").fill("PT-123");
    await mine.page.getByLabel("City").fill("Porto");
    await theirs.page.getByLabel("City").fill("Lisboa");
    await theirs.page.getByLabel("Postal code").fill("1100-001");
    await save(theirs.page);
    await theirs.page.getByText("The settings are saved.", { exact: true }).waitFor();

    const notice = mine.page.getByRole("status").filter({ hasText: "Somebody else has changed" });
    await notice.waitFor();
    await save(mine.page);
    await expect.poll(() => mine.page.getByRole("button", { name: "Save" }).isEnabled()).toBe(true);
    expect(await mine.page.locator("form [role=alert]").count()).toBe(0);
    expect(await mine.page.getByText("The settings are saved.", { exact: true }).count()).toBe(0);

    await mine.page.getByRole("button", { name: "Load the changes" }).click();
    await notice.waitFor({ state: "detached" });
    expect(await mine.page.getByLabel("Postal code").inputValue()).toBe("1100-001");
    expect(await mine.page.getByLabel("Tax ID").inputValue()).toBe("PT-123");
    expect(await mine.page.getByLabel("City").inputValue()).toBe("Porto");
    await mine.page.getByText("Somebody else chose: Lisboa").waitFor();
    await save(mine.page);
    await mine.page.getByText("The settings are saved.", { exact: true }).waitFor();
    // The window in which nothing is being typed follows.
    await expect.poll(() => theirs.page.getByLabel("City").inputValue()).toBe("Porto");
    expect(await theirs.page.getByLabel("Tax ID").inputValue()).toBe("PT-123");
    await mine.context.close();
    await theirs.context.close();
  });

  test("what was typed can be discarded", async () => {
    const { page, context } = await settingsPage();
    const before = await page.getByLabel("Name").inputValue();
    await page.getByLabel("Name").fill("Never mind");
    await page.getByRole("button", { name: "Discard" }).click();
    expect(await page.getByLabel("Name").inputValue()).toBe(before);
    expect(await page.getByRole("button", { name: "Save" }).isDisabled()).toBe(true);
    await context.close();
  });

  test("links and closing the tab ask before what was typed is lost", async () => {
    const { page, context } = await settingsPage();
    const members = page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "Members" });
    await page.getByLabel("Name").click();
    await page.keyboard.type("Not yet ");
    await members.click();
    const question = page.getByRole("dialog", { name: "Leave without saving?" });
    await question.getByRole("button", { name: "Cancel" }).click();
    await question.waitFor({ state: "detached" });
    expect(await page.getByLabel("Name").inputValue()).toContain("Not yet ");

    const asked: string[] = [];
    page.on("dialog", (dialog) => {
      asked.push(dialog.type());
      void dialog.dismiss();
    });
    await page.close({ runBeforeUnload: true });
    await expect.poll(() => asked).toEqual(["beforeunload"]);

    await members.click();
    await question.getByRole("button", { name: "Leave" }).click();
    await page.getByRole("heading", { level: 2, name: "Members" }).waitFor();
    await page.getByRole("link", { name: "Organization", exact: true }).click();
    expect(await page.getByLabel("Name").inputValue()).not.toContain("Not yet ");
    // Nothing is typed any more, so nothing asks.
    await members.click();
    await page.getByRole("heading", { level: 2, name: "Members" }).waitFor();
    await context.close();
  });
});

test("going from page to page loads no new document and opens no new session", async () => {
  const { page, context } = await visit(browser, { storageState: state });
  const sessions: number[] = [];
  page.on("response", (response) => {
    if (response.url().endsWith("/api/session/page")) sessions.push(response.status());
  });
  await page.goto("/admin/contacts");
  await page.getByRole("heading", { name: "No contacts yet" }).waitFor();
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("heading", { level: 2, name: "Organization" }).waitFor();
  const settings = page.getByRole("navigation", { name: "Settings" });
  await settings.getByRole("link", { name: "Members" }).click();
  await page.getByRole("heading", { level: 2, name: "Members" }).waitFor();
  await settings.getByRole("link", { name: "API keys" }).click();
  await page.getByRole("heading", { level: 2, name: "API keys" }).waitFor();
  expect(await settings.locator("[aria-current=page]").textContent()).toBe("API keys");
  await page.getByRole("link", { name: "Contacts" }).click();
  await page.getByRole("heading", { name: "No contacts yet" }).waitFor();
  expect(await page.evaluate(() => "sameDocument" in window)).toBe(true);
  expect(sessions).toEqual([200]);
  await context.close();
});

test("a viewer reads, and is offered nothing that they may not do", async () => {
  const viewer = await (await ownerOf(staff)).hire("viewer", "Vera Viewer");
  const storageState = await signedIn(browser, viewer);
  const { page, context, complaints } = await visit(browser, { storageState });
  const offered = async () =>
    (await page.locator("main").getByRole("button").allTextContents()).filter((text) => text !== "");

  await openSettings(page, "organization");
  await page.getByText("EUR", { exact: true }).waitFor();
  expect(await page.locator("main").getByRole("textbox").count()).toBe(0);
  expect(await offered()).toEqual([]);

  await openSettings(page, "members");
  await page.getByRole("row").filter({ hasText: "Olga Owner" }).waitFor();
  expect(await page.locator("main").getByRole("combobox").count()).toBe(0);
  expect(await page.locator("main").getByRole("button").count()).toBe(1);
  expect(await page.getByRole("button", { name: "Leave the organization" }).count()).toBe(1);
  expect(await page.getByRole("link", { name: "API keys" }).count()).toBe(0);

  await page.goto("/admin/settings/keys");
  await page.getByRole("heading", { name: "API keys are kept by owners and admins" }).waitFor();
  expect(await offered()).toEqual([]);

  await page.goto("/admin/contacts");
  await page.getByRole("heading", { name: "No contacts yet" }).waitFor();
  expect(await page.getByRole("button", { name: "New contact" }).count()).toBe(0);
  expect(complaints).toEqual([]);
  await context.close();
});
