import { readFile } from "node:fs/promises";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "../support/chromium";
import { andrea, openPortal, type OwnPortal, signInTo } from "./support/portal";
import { addContact } from "./support/staff";
import { type SignedIn, visit, type Visit } from "./support/visit";

let browser: Browser;
let portal: OwnPortal;
let state: SignedIn;

beforeAll(async () => {
  browser = await launchChromium();
  portal = await openPortal("Profiles");
  await addContact(portal.staff, { email: andrea.email, firstName: "Andrea", phone: "+41 41 555 01 21" });
  const { page, context } = await visit(browser, { baseURL: portal.url });
  await signInTo(page, andrea);
  state = await context.storageState();
  await context.close();
});

afterAll(async () => {
  await portal.close();
  await browser.close();
});

async function openProfile(locale = "en"): Promise<Visit> {
  const someone = await visit(browser, { baseURL: portal.url, storageState: state, locale });
  await someone.page.goto("/portal/profile");
  await someone.page.locator("fieldset").first().waitFor();
  return someone;
}

describe("the language", () => {
  test("is chosen on the profile, without a reload, and kept in a cookie", async () => {
    const { page, context, complaints } = await openProfile();
    let loads = 0;
    page.on("load", () => (loads += 1));
    await page.getByRole("radio", { name: "Deutsch" }).check();
    await page.getByRole("heading", { level: 1, name: "Profil" }).waitFor();
    await page.getByText("Verbindung: Live").waitFor();
    await page.getByText("Diese Sitzung").waitFor();
    expect(await page.locator("time").first().textContent()).toMatch(/^\d\d?\.\d\d?\.20\d\d/u);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("de");
    expect(loads).toBe(0);
    const cookie = (await context.cookies()).find(({ name }) => name === "guildhall_language");
    expect(cookie).toMatchObject({ value: "de", sameSite: "Lax", path: "/" });

    await page.getByRole("button", { name: `Konto von ${andrea.name}` }).waitFor();
    await page.goto("/auth/signin?error=cancelled");
    await page.getByRole("button", { name: "Weiter mit Google" }).waitFor();
    await page.getByText("Die Anmeldung wurde abgebrochen").waitFor();
    expect(await page.title()).toBe("Anmelden · Guildhall");
    await page.goto("/portal/profile");
    expect(await page.getByRole("radio", { name: "Deutsch" }).isChecked()).toBe(true);
    await page.getByRole("radio", { name: "English" }).check();
    await page.getByRole("heading", { level: 1, name: "Profile" }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("is that of the browser for who has not chosen: front door, home and missing pages", async () => {
    const { page, context } = await openProfile("de-AT");
    await page.getByRole("heading", { level: 1, name: "Profil" }).waitFor();
    await page.getByRole("link", { name: "Start" }).click();
    await page.getByRole("heading", { name: "Willkommen, Andrea" }).waitFor();
    await page.getByText("Im Moment ist nichts für Sie zu tun.").waitFor();
    await page.goto("/");
    await page.getByRole("link", { name: "Kundenportal" }).waitFor();
    await page.getByText(/^API .+ antwortet$/u).waitFor();
    await page.goto("/no-such-page");
    await page.getByRole("heading", { name: "Diese Seite gibt es nicht" }).waitFor();
    expect(await page.title()).toBe("Nicht gefunden · Guildhall");
    await context.close();
  });

  test("is that in which a refusal speaks", async () => {
    const ask = async (language: string) => {
      const headers = {
        ...{ Origin: portal.url, "Content-Type": "application/json" },
        "Accept-Language": language,
      };
      const init = { method: "POST", headers, body: JSON.stringify({ provider: "github" }) };
      const response = await fetch(`${portal.url}/api/portal/sign-in`, init);
      return ((await response.json()) as { error: string }).error;
    };
    expect(await ask("de")).toBe("Die Anmeldung über diesen Anbieter ist hier nicht eingerichtet.");
    expect(await ask("fr")).toBe("Signing in with this provider is not set up here.");
  });
});

test("the theme is chosen by keyboard, at once and for the next visit", async () => {
  const { page, context, complaints } = await openProfile();
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
  await page.getByRole("radio", { name: "Like the system" }).focus();
  await page.keyboard.press("ArrowDown");
  expect(await theme()).toBe("light");
  await page.keyboard.press("ArrowDown");
  expect(await theme()).toBe("dark");
  await page.reload();
  expect(await theme()).toBe("dark");
  await page.getByRole("radio", { name: "Like the system" }).check();
  expect(await theme()).toBeUndefined();
  expect(complaints).toEqual([]);
  await context.close();
});

describe("the export of one's data", () => {
  test("is a file with what is kept, and without secrets", async () => {
    const { page, context, complaints } = await openProfile();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Export my data" }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^guildhall-my-data-20\d\d-\d\d-\d\d\.json$/u);
    await page.getByText(`The file ${file.suggestedFilename()} is in your downloads.`).waitFor();
    const text = await readFile(await file.path(), "utf8");
    expect(JSON.parse(text)).toMatchObject({
      organization: { name: "Profiles" },
      account: { email: andrea.email },
      contact: { phone: "+41 41 555 01 21" },
    });
    expect(text).not.toMatch(/gh[a-z]_[\w-]{20,}/u);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("says that it is under way for as long as the connection is gone", async () => {
    const { page, context } = await openProfile();
    await page.getByText("Connection: Live").waitFor();
    await context.setOffline(true);
    await page.getByRole("button", { name: "Export my data" }).click();
    await page.getByText("Collecting your data…").waitFor();
    const download = page.waitForEvent("download", { timeout: 30_000 });
    await context.setOffline(false);
    await download;
    await context.close();
  });
});
