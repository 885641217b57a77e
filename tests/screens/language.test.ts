import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "../support/chromium";
import { openSettings } from "./support/settings";
import { hireStaff, type Staff } from "./support/staff";
import { signedIn, type SignedIn, visit } from "./support/visit";

let browser: Browser;
let staff: Staff;
let state: SignedIn;

const german = { locale: "de-DE" };

beforeAll(async () => {
  browser = await launchChromium();
  staff = await hireStaff("Language");
  state = await signedIn(browser, staff);
});

afterAll(async () => await browser.close());

const languageOf = async (page: Page) => await page.locator("html").getAttribute("lang");

/** As `openSettings`, for a reader of German. */
async function openGermanSettings(page: Page, name: string, heading: string): Promise<void> {
  await page.goto(`/admin/settings/${name}`);
  await page.getByText("Verbindung: Live").waitFor();
  await page.getByRole("heading", { level: 2, name: heading }).waitFor();
}

describe("the sign-in", () => {
  test("speaks the language that the browser asks for, and refuses in it", async () => {
    const { page, context, complaints } = await visit(browser, german);
    await page.goto("/admin/settings/members?from=mail");
    expect(await languageOf(page)).toBe("de");
    expect(await page.title()).toBe("Anmelden · Guildhall");
    await page.getByRole("button", { name: "Anmelden" }).click();
    await page.getByText("Bitte geben Sie Ihr Passwort ein.").waitFor();
    await page.getByLabel("E-Mail").fill(staff.email);
    await page.getByLabel("Passwort", { exact: true }).fill("wrong");
    await page.getByRole("button", { name: "Anmelden" }).click();
    await page.getByRole("alert").filter({ hasText: "E-Mail oder Passwort ist nicht richtig." }).waitFor();
    // Where one wanted to go is not forgotten for that.
    await page.getByLabel("Passwort", { exact: true }).fill(staff.password);
    await page.getByRole("button", { name: "Anmelden" }).click();
    await page.waitForURL("**/admin/settings/members?from=mail");
    await page.getByRole("heading", { level: 2, name: "Mitglieder" }).waitFor();
    // Chromium reports the refused request itself.
    expect(complaints.filter((text) => !text.includes("401"))).toEqual([]);
    await context.close();
  });

  test("offers the other language, and keeps what was typed", async () => {
    const { page, context, complaints } = await visit(browser);
    await page.goto("/admin/sign-in");
    await page.getByLabel("E-mail").fill("somebody@screens.example");
    await page.getByRole("button", { name: "Deutsch" }).click();
    await page.getByRole("heading", { name: "Anmelden" }).waitFor();
    expect(await page.getByLabel("E-Mail").inputValue()).toBe("somebody@screens.example");
    expect(await page.getByRole("button", { name: "Deutsch" }).getAttribute("aria-pressed")).toBe("true");
    await expect.poll(() => languageOf(page)).toBe("de");
    await page.goto("/invitation#ghi_nothing");
    await page.getByRole("heading", { name: "Dieser Link gilt nicht" }).waitFor();
    await page.getByText("Bitten Sie um eine neue.").waitFor();
    expect(complaints.filter((text) => !text.includes("404"))).toEqual([]);
    await context.close();
  });
});

test("the account menu changes the language: what is typed stays, and the choice is remembered", async () => {
  const { page, context, complaints } = await visit(browser, { storageState: state });
  await openSettings(page, "organization");
  await page.getByLabel("Tax ID").fill("Typed before");
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));
  await page.getByRole("button", { name: "Account of Olga Owner" }).click();
  await page.getByRole("menuitemradio", { name: "Deutsch" }).click();
  await page.getByRole("heading", { level: 1, name: "Einstellungen" }).waitFor();
  expect(await page.getByLabel("Steuernummer").inputValue()).toBe("Typed before");
  await page.getByText("Noch nicht gespeichert").waitFor();
  expect(await page.evaluate(() => "sameDocument" in window)).toBe(true);
  await expect.poll(() => languageOf(page)).toBe("de");
  await expect.poll(() => page.title()).toBe("Organisation · Guildhall");
  await page.getByRole("button", { name: "Verwerfen" }).click();

  await openGermanSettings(page, "keys", "API-Schlüssel");
  await page.getByRole("button", { name: "Konto von Olga Owner" }).click();
  await page.getByText("Inhaber bei Language").waitFor();
  await page.getByRole("menuitemradio", { name: "English" }).click();
  await page.getByRole("heading", { level: 2, name: "API keys" }).waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

describe("what the deployment refuses", () => {
  test("is said in German beside the field, from a table that is loaded only then", async () => {
    const { page, context, complaints } = await visit(browser, { ...german, storageState: state });
    const loaded = scriptsOf(page);
    await openGermanSettings(page, "organization", "Organisation");
    await page.getByLabel("Zeitzone").fill("Mars/Olympus");
    expect(await loaded()).not.toContain("Diese Zeitzone ist nicht bekannt.");
    await page.getByRole("button", { name: "Speichern" }).click();
    await page.getByText("Diese Zeitzone ist nicht bekannt.").waitFor();
    await page.getByText("Noch ist nichts gespeichert").waitFor();
    expect(await loaded()).toContain("Diese Zeitzone ist nicht bekannt.");
    await page.getByRole("button", { name: "Verwerfen" }).click();

    await openGermanSettings(page, "members", "Mitglieder");
    await page.getByRole("button", { name: "Einladen" }).click();
    await page.getByRole("dialog").getByLabel("E-Mail").fill(staff.email);
    await page.getByRole("button", { name: "Link erstellen" }).click();
    await page.getByText("Wer diese Adresse hat, ist schon Mitglied.").waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("loads no table for readers of English", async () => {
    const { page, context } = await visit(browser, { storageState: state });
    const loaded = scriptsOf(page);
    await openSettings(page, "organization");
    await page.getByLabel("Time zone").fill("Mars/Olympus");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("is not a time zone that is known").waitFor();
    expect(await loaded()).not.toContain("Diese Zeitzone ist nicht bekannt.");
    await context.close();
  });
});

/** All scripts that the page has loaded by the time it is asked. */
function scriptsOf(page: Page): () => Promise<string> {
  const bodies: Promise<string>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() === "script") bodies.push(response.text().catch(() => ""));
  });
  return async () => (await Promise.all(bodies)).join("\n");
}
