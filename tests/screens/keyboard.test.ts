import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "../support/chromium";
import { hireStaff, type Staff } from "./support/staff";
import { visit } from "./support/visit";

/* The main journeys of staff as somebody walks them who has no pointer: nothing here clicks. */

const TABS_MAX = 80;

let browser: Browser;
let staff: Staff;

beforeAll(async () => {
  browser = await launchChromium();
  staff = await hireStaff("Keyboard");
});

afterAll(async () => await browser.close());

/** Goes forward until the focus is there, as a reader would. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let tabs = 0; tabs < TABS_MAX; tabs++) {
    if (await hasFocus(target)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${TABS_MAX} tabs did not lead to ${String(target)}`);
}

async function hasFocus(target: Locator): Promise<boolean> {
  return await target.evaluate((element) => element === document.activeElement);
}

async function press(page: Page, target: Locator, key = "Enter"): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

async function write(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.type(text);
}

test("from the sign-in over contacts, keys and members to the sign-out", async () => {
  const { page, context, complaints } = await visit(browser);
  await page.goto("/admin/contacts");
  await write(page, page.getByLabel("E-mail"), staff.email);
  await write(page, page.getByLabel("Password", { exact: true }), staff.password);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/admin/contacts");
  await page.getByText("Connection: Live").waitFor();

  await press(page, page.getByRole("button", { name: "New contact" }).first());
  const form = page.getByRole("dialog", { name: "New contact" });
  await write(page, form.getByLabel("E-mail"), "ada@keyboard.example");
  await page.keyboard.press("Control+Enter");
  await form.waitFor({ state: "detached" });
  const sheet = page.getByRole("dialog", { name: "ada@keyboard.example" });
  await press(page, sheet.getByRole("button", { name: "Edit", exact: true }));
  const edit = page.getByRole("dialog", { name: "Edit contact" });
  await write(page, edit.getByLabel("First name"), "Ada");
  await page.keyboard.press("Control+Enter");
  await edit.waitFor({ state: "detached" });
  const renamed = page.getByRole("dialog", { name: "Ada", exact: true });
  await press(page, renamed.getByRole("button", { name: "Archive" }));
  await page.getByText("Ada is archived.").waitFor();
  await page.keyboard.press("F8");
  await press(page, page.getByRole("button", { name: "Undo" }));
  await page.getByText("Ada is back.").waitFor();

  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search and commands" }).waitFor();
  await page.keyboard.type("settings");
  await page.getByRole("option", { name: "Settings" }).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/admin/settings/organization");

  const settings = page.getByRole("navigation", { name: "Settings" });
  await press(page, settings.getByRole("link", { name: "API keys" }));
  await press(page, page.getByRole("button", { name: "New key" }).first());
  const keyForm = page.getByRole("dialog", { name: "New API key" });
  await write(page, keyForm.getByLabel("Name"), "Website");
  await press(page, keyForm.getByRole("checkbox", { name: "Read contacts" }), " ");
  await press(page, keyForm.getByRole("button", { name: "Create key" }));
  await press(page, page.getByRole("button", { name: "I have saved it" }));
  await page.getByRole("row").filter({ hasText: "Website" }).waitFor();

  await press(page, settings.getByRole("link", { name: "Members" }));
  await press(page, page.getByRole("button", { name: "Invite", exact: true }));
  const invitation = page.getByRole("dialog", { name: "Invite somebody" });
  await write(page, invitation.getByLabel("E-mail"), "nora@keyboard.example");
  await press(page, invitation.getByRole("button", { name: "Make a link" }));
  await press(page, page.getByRole("button", { name: "I have saved it" }));
  await page.getByRole("table", { name: "Open invitations" }).getByText("nora@keyboard.example").waitFor();

  await press(page, page.getByRole("button", { name: "Account of Olga Owner" }));
  const signOut = page.getByRole("menuitem", { name: "Sign out" });
  await signOut.waitFor();
  await page.keyboard.press("End");
  await expect.poll(() => hasFocus(signOut)).toBe(true);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/admin/sign-in");
  expect(complaints).toEqual([]);
  await context.close();
});
