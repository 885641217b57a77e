import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callApi } from "../support/contactsApi";
import { launchChromium } from "../support/chromium";
import { sharedGuildhall } from "../support/sharedGuildhall";
import { keepScreenshot } from "./support/pixels";
import { anySecret, openSettings, readable } from "./support/settings";
import { hireStaff, type Staff } from "./support/staff";
import { signedIn, type SignedIn, visit } from "./support/visit";

let browser: Browser;
let staff: Staff;
let state: SignedIn;

beforeAll(async () => {
  browser = await launchChromium();
  staff = await hireStaff("Keys");
  state = await signedIn(browser, staff);
});

afterAll(async () => await browser.close());

async function keysPage() {
  const person = await visit(browser, { storageState: state });
  await openSettings(person.page, "keys");
  return person;
}

function rowOf(page: Page, name: string) {
  return page.getByRole("row").filter({ hasText: name });
}

async function createKey(page: Page, name: string): Promise<string> {
  await page.getByRole("button", { name: "New key" }).click();
  const dialog = page.getByRole("dialog", { name: "New API key" });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("checkbox", { name: "Read contacts" }).check();
  await dialog.getByRole("button", { name: "Create key" }).click();
  return await takeSecret(page);
}

async function takeSecret(page: Page): Promise<string> {
  const secret = await page.getByRole("textbox", { name: "API key" }).inputValue();
  await page.getByRole("button", { name: "I have saved it" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  return secret;
}

async function answers(apiKey: string, method = "GET"): Promise<number> {
  const { siteUrl } = sharedGuildhall();
  const body = method === "GET" ? undefined : { email: "new@keys.example" };
  return (await callApi({ siteUrl, apiKey }, method, "/crm/contacts", body)).status;
}

test("a key is refused beside what is wrong, made, shown once, and used by a program", async () => {
  const { page, context, complaints } = await keysPage();
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "New key" }).click();
  const form = page.getByRole("dialog", { name: "New API key" });
  await form.getByRole("button", { name: "Create key" }).click();
  await form.getByText("Choose at least one.").waitFor();
  await form.getByRole("checkbox", { name: "Read contacts" }).check();
  await form.getByRole("button", { name: "Create key" }).click();
  await form.getByText("must have 1 to 100 characters").waitFor();
  await form.getByLabel("Name").fill("Website");
  await form.getByLabel("Requests per minute").fill("many");
  await form.getByRole("button", { name: "Create key" }).click();
  await form.getByText("must be an integer from 1 to 100000").waitFor();
  await keepScreenshot(page, "journey a key refused beside its field");
  await form.getByLabel("Requests per minute").fill("500");
  await form.getByLabel("Ends").selectOption({ label: "In 90 days" });
  await form.getByRole("button", { name: "Create key" }).click();

  const dialog = page.getByRole("dialog", { name: "The key “Website”" });
  const secret = await dialog.getByRole("textbox", { name: "API key" }).inputValue();
  expect(secret).toMatch(/^ghk_live_\w{38}$/u);
  // A slip of the hand does not lose it.
  await page.keyboard.press("Escape");
  await page.mouse.click(5, 5);
  expect(await dialog.isVisible()).toBe(true);
  await keepScreenshot(page, "journey a key shown once");
  await dialog.getByRole("button", { name: "Copy" }).click();
  await dialog.getByRole("button", { name: "Copied" }).waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
  await dialog.getByRole("button", { name: "I have saved it" }).click();
  await dialog.waitFor({ state: "detached" });
  expect(await readable(page)).not.toMatch(anySecret);
  expect(await page.content()).not.toContain(secret.slice(16));

  const row = rowOf(page, "Website");
  await row.getByText("Never", { exact: true }).waitFor();
  expect(await answers(secret)).toBe(200);
  expect(await answers(secret, "POST")).toBe(403);
  // Its use shows without a reload.
  await row.getByText("Never", { exact: true }).waitFor({ state: "detached" });
  await keepScreenshot(page, "journey a key used by a program");
  expect(complaints).toEqual([]);
  await context.close();
});

test("a rotated key and its successor both work until the overlap is over", async () => {
  const { page, context } = await keysPage();
  const old = await createKey(page, "Shop");
  await page.getByRole("button", { name: "Rotate Shop" }).click();
  const dialog = page.getByRole("dialog", { name: "Rotate “Shop”" });
  await dialog.getByLabel("The old key works").selectOption({ label: "For one more hour" });
  await dialog.getByRole("button", { name: "Rotate" }).click();
  await page
    .getByText(`${old.slice(0, 13)}…`)
    .first()
    .waitFor();
  const successor = await takeSecret(page);
  expect(successor).not.toBe(old);
  expect(await Promise.all([answers(old), answers(successor)])).toEqual([200, 200]);
  expect(await rowOf(page, "Shop").count()).toBe(2);

  await rowOf(page, successor.slice(0, 13)).getByRole("button", { name: "Rotate Shop" }).click();
  await dialog.getByLabel("The old key works").selectOption({ label: "It ends at once" });
  await dialog.getByRole("button", { name: "Rotate" }).click();
  const last = await takeSecret(page);
  expect(await Promise.all([answers(successor), answers(last)])).toEqual([401, 200]);
  expect(await readable(page)).not.toMatch(anySecret);
  await context.close();
});

test("a revoked key is refused from the next request on, and stays in the list of those that ended", async () => {
  const { page, context } = await keysPage();
  const secret = await createKey(page, "Old server");
  expect(await answers(secret)).toBe(200);
  await page.getByRole("button", { name: "Revoke Old server" }).click();
  const question = page.getByRole("dialog", { name: "Revoke “Old server”?" });
  await question.getByRole("button", { name: "Cancel" }).click();
  await question.waitFor({ state: "detached" });
  expect(await answers(secret)).toBe(200);
  // The keyboard is where it was.
  expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe(
    "Revoke Old server",
  );
  await page.keyboard.press("Enter");
  await question.getByRole("button", { name: "Revoke key" }).click();
  await page.getByText("Old server is revoked.", { exact: true }).waitFor();
  expect(await answers(secret)).toBe(401);
  expect(await rowOf(page, "Old server").count()).toBe(0);
  await page.getByRole("button", { name: /that ended$/u }).click();
  await rowOf(page, "Old server")
    .getByRole("cell", { name: /^revoked/u })
    .waitFor();
  expect(await page.getByRole("button", { name: "Rotate Old server" }).count()).toBe(0);
  await context.close();
});
