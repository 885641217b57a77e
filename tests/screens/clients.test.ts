import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "../support/chromium";
import { ownerOf } from "./support/colleagues";
import { keepScreenshot } from "./support/pixels";
import { andrea, anouk, chooseAt, openPortal, type OwnPortal, priya, signInTo } from "./support/portal";
import { syncClient } from "./support/syncClient";
import { addContact } from "./support/staff";
import { signedIn, type SignedIn, visit, type Visit } from "./support/visit";

let browser: Browser;
let portal: OwnPortal;
let state: SignedIn;

const HOSTILE = `<img src=x onerror="window.__ran=1"><script>window.__ran=1</script>`;

beforeAll(async () => {
  browser = await launchChromium();
  portal = await openPortal("Clients & Co");
  const add = (email: string, firstName: string, company: string) =>
    addContact(portal.staff, { email, firstName, lastName: "Contact", organizationInfo: { name: company } });
  await add(andrea.email, "Andrea", "Alpenblick");
  await add(priya.email, "Priya", "Cobalt");
  await add(anouk.email, "Anouk", "Delft");
  await add("urs@alpenblick.example", "Urs", "Alpenblick");
  state = await signedIn(browser, portal.staff);
});

afterAll(async () => {
  await portal.close();
  await browser.close();
});

/** A client in the portal. */
async function enter(): Promise<Visit> {
  return await visit(browser, { baseURL: portal.url });
}

async function openClients(query = "", storageState = state): Promise<Visit> {
  const visited = await visit(browser, { storageState });
  await visited.page.goto(`/admin/clients${query}`);
  await visited.page.getByText("Connection: Live").waitFor();
  await visited.page.getByRole("table", { name: "Clients" }).waitFor();
  return visited;
}

/** Opens a client from the list. */
async function openSheet(page: Page, { name, email }: { name: string; email: string }) {
  await page.getByRole("link", { name }).click();
  const sheet = page.getByRole("dialog", { name: email });
  await sheet.getByRole("heading", { name: "Contact" }).waitFor();
  return sheet;
}

function row(page: Page, name: string) {
  return page.getByRole("row").filter({ hasText: name });
}

/** What is said to be live must come without a page load. */
function countLoads(page: Page): () => number {
  let loads = 0;
  page.on("load", () => (loads += 1));
  return () => loads;
}

test("a client who waits is linked by staff with the suggested contact, and both see it at once", async () => {
  const client = await enter();
  await signInTo(client.page, anouk);
  await client.page.getByRole("heading", { name: "Almost there" }).waitFor();
  const loads = countLoads(client.page);

  const { page, context, complaints } = await openClients();
  await row(page, anouk.name).getByText("Waiting").waitFor();
  const sheet = await openSheet(page, anouk);
  expect(new URL(page.url()).searchParams.get("client")).toBe(await portal.desk.find(anouk.email));
  const suggestion = sheet.getByRole("region", { name: "Suggested contact" });
  await suggestion.getByText("Anouk Contact").waitFor();
  await suggestion.getByText(`Nobody has proven that ${anouk.email} is theirs.`).waitFor();
  await keepScreenshot(page, "journey staff link a waiting client");
  await suggestion.getByRole("button", { name: "Link" }).click();
  await client.page.getByRole("heading", { name: "Welcome, Anouk Contact" }).waitFor();
  await client.page.getByRole("heading", { name: "Delft" }).waitFor();
  await keepScreenshot(client.page, "journey whom the client sees linked");
  await row(page, anouk.name).getByText("Anouk Contact").waitFor();

  await page.getByRole("button", { name: "Undo" }).click();
  await client.page.getByRole("heading", { name: "Almost there" }).waitFor();
  await row(page, anouk.name).getByText("Waiting").waitFor();
  expect(loads()).toBe(0);
  expect([...complaints, ...client.complaints]).toEqual([]);
  await context.close();
  await client.context.close();
});

test("any other contact is found by typing, with a warning that the e-mail is another one", async () => {
  const client = await enter();
  await signInTo(client.page, anouk);
  await client.page.getByRole("heading", { name: "Almost there" }).waitFor();
  const { page, context } = await openClients();
  const sheet = await openSheet(page, anouk);
  const picker = sheet.getByRole("combobox", { name: "Or another contact" });
  await picker.fill("urs");
  await sheet.getByRole("option", { name: /^Urs Contact/u }).waitFor();
  await picker.press("Enter");
  await sheet.getByText("The e-mail of Urs Contact is urs@alpenblick.example").waitFor();
  await sheet.getByRole("button", { name: "Link" }).last().click();
  await client.page.getByRole("heading", { name: "Welcome, Urs Contact" }).waitFor();

  await sheet.getByRole("button", { name: "Unlink" }).click();
  await client.page.getByRole("heading", { name: "Almost there" }).waitFor();
  await page.getByRole("button", { name: "Undo" }).last().click();
  await client.page.getByRole("heading", { name: "Welcome, Urs Contact" }).waitFor();
  await sheet.getByRole("link", { name: "Urs Contact" }).click();
  await page.waitForURL("**/admin/contacts?contact=*");
  await portal.desk.unlink(await portal.desk.find(anouk.email));
  await context.close();
  await client.context.close();
});

test("a session that staff end closes the client's page, and the history tells it", async () => {
  const client = await enter();
  await signInTo(client.page, andrea);
  await client.page.getByRole("heading", { name: "Welcome, Andrea Contact" }).waitFor();
  const { page, context } = await openClients();
  const sheet = await openSheet(page, andrea);
  await sheet.getByText("Verified", { exact: true }).waitFor();
  await sheet.getByText("With Google, since").waitFor();
  await sheet.getByRole("button", { name: "End", exact: true }).click();
  await client.page.waitForURL("**/auth/signin?next=%2Fportal");
  await sheet.getByText("Nowhere at the moment.").waitFor();

  await sheet.getByRole("button", { name: "History" }).click();
  await sheet.getByText("Olga Owner ended a session of this client").waitFor();
  await sheet.getByText("First sign-in").waitFor();
  await context.close();
  await client.context.close();
});

test("a suspended client is out at once and cannot sign in, until staff reactivate them", async () => {
  const client = await enter();
  await signInTo(client.page, priya);
  const { page, context } = await openClients();
  const sheet = await openSheet(page, priya);
  await sheet.getByRole("button", { name: "Suspend" }).click();
  const question = page.getByRole("dialog", { name: `Suspend ${priya.name}?` });
  await question.getByText("Every page that they have open closes at once").waitFor();
  await question.getByRole("button", { name: "Cancel" }).click();
  expect(new URL(client.page.url()).pathname).toBe("/portal");

  await sheet.getByRole("button", { name: "Suspend" }).click();
  await question.getByRole("button", { name: "Suspend" }).click();
  await client.page.waitForURL("**/auth/signin?next=%2Fportal");
  await sheet.getByText("Suspended: every sign-in is refused.").waitFor();
  await chooseAt(client.page, "Microsoft", priya.name);
  await client.page.getByText("Your account is suspended").waitFor();

  await sheet.getByRole("button", { name: "Reactivate" }).click();
  await sheet.getByText("May sign in to the portal.").waitFor();
  await chooseAt(client.page, "Microsoft", priya.name);
  await client.page.getByRole("heading", { name: "Welcome, Priya Contact" }).waitFor();
  await context.close();
  await client.context.close();
});

test("a company is opened after a question that says what it shows, and closed at once, with an undo", async () => {
  const client = await enter();
  await signInTo(client.page, andrea);
  await client.page.getByRole("heading", { name: "Alpenblick" }).waitFor();
  expect(await client.page.locator("main").textContent()).not.toContain("Urs");
  const { page, context } = await openClients();
  const sheet = await openSheet(page, andrea);
  await sheet.getByText("Sees the name of Alpenblick, and nothing else of it.").waitFor();
  await sheet.getByRole("button", { name: "Open the company" }).click();
  const question = page.getByRole("dialog", { name: "Open Alpenblick to Andrea Contact?" });
  await question.getByText("name, e-mail and job title of everybody who belongs to it").waitFor();
  await question.getByRole("button", { name: "Open the company" }).click();
  await client.page.getByText("Urs Contact").waitFor();
  await row(page, andrea.name).getByText("Sees all of their company").waitFor({ state: "attached" });

  await sheet.getByRole("button", { name: "Close", exact: true }).last().click();
  await client.page.getByText("Urs Contact").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Undo" }).last().click();
  await client.page.getByText("Urs Contact").waitFor();
  await context.close();
  await client.context.close();
});

describe("the list", () => {
  test("is searched and narrowed in the address", async () => {
    const { page, context } = await openClients("?linked=no");
    await page.getByRole("link", { name: anouk.name }).waitFor();
    expect(await page.getByRole("link", { name: andrea.name }).count()).toBe(0);
    await page.getByRole("button", { name: "Contact Without a contact" }).click();
    await page.getByRole("menuitemradio", { name: "With a contact", exact: true }).click();
    await page.getByRole("link", { name: andrea.name }).waitFor();
    expect(new URL(page.url()).searchParams.get("linked")).toBe("yes");
    await page.goBack();
    await page.getByRole("link", { name: andrea.name }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Reset" }).click();
    await page.getByRole("searchbox", { name: "Search clients" }).fill("pri");
    await page.getByRole("link", { name: anouk.name }).waitFor({ state: "detached" });
    expect(await page.getByRole("link", { name: priya.name }).count()).toBe(1);
    await page.getByRole("searchbox").fill("nobody");
    await page.getByRole("heading", { name: "No clients match" }).waitFor();
    await context.close();
  });

  test("offers nothing to change to those who may only read", async () => {
    const owner = await ownerOf(portal.staff);
    const viewer = await owner.hire("viewer", "Vera Viewer");
    const { page, context } = await openClients(
      `?client=${await portal.desk.find(andrea.email)}`,
      await signedIn(browser, viewer),
    );
    const sheet = page.getByRole("dialog", { name: andrea.email });
    await sheet.getByText("May sign in to the portal.").waitFor();
    for (const name of ["Suspend", "Unlink", "End", "Close", "Open the company"]) {
      const inParts = sheet.locator("section").getByRole("button", { name, exact: true });
      expect(await inParts.count(), name).toBe(0);
    }
    await context.close();
  });

  test("speaks German", async () => {
    const { page, context } = await visit(browser, { storageState: state, locale: "de-DE" });
    await page.goto("/admin/clients");
    await page.getByRole("heading", { level: 1, name: "Kundenzugänge" }).waitFor();
    await row(page, anouk.name).getByText("Wartet").waitFor();
    await page.getByRole("link", { name: anouk.name }).click();
    const sheet = page.getByRole("dialog", { name: anouk.email });
    await sheet.getByText("Dieser Kundenzugang wartet").waitFor();
    await sheet.getByText("Microsoft bestätigt nicht, wem diese E-Mail gehört").waitFor();
    await sheet.getByRole("button", { name: "Verlauf" }).click();
    await sheet.getByText("Erste Anmeldung").waitFor();
    await context.close();
  });

  test("shows names that are markup as text, wherever they stand", async () => {
    await syncClient(portal.staff, { email: "mallory@x.example", name: HOSTILE, oauthId: "mallory" });
    const { page, context, complaints } = await openClients("?q=img");
    const link = page.getByRole("link", { name: HOSTILE });
    await link.click();
    const sheet = page.getByRole("dialog", { name: "mallory@x.example" });
    await sheet.getByRole("heading", { name: HOSTILE }).waitFor();
    await sheet.getByRole("button", { name: "History" }).click();
    await sheet.getByText("First sign-in").waitFor();
    await sheet.getByRole("button", { name: "Suspend" }).click();
    await page.getByRole("dialog", { name: `Suspend ${HOSTILE}?` }).waitFor();
    expect(await page.evaluate(() => Reflect.get(window, "__ran") as unknown)).toBeUndefined();
    expect(complaints).toEqual([]);
    await context.close();
  });
});
