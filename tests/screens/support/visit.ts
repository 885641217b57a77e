import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { sharedGuildhall } from "../../support/sharedGuildhall";
import type { Staff } from "./staff";

// As long as `expect.poll` waits, see vitest.config.ts.
const WAIT_MS_MAX = 15_000;

/** One browser of one person, and everything it complained about. */
export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors and warnings of the console, refused resources and thrown errors. */
  readonly complaints: string[];
}

export async function visit(browser: Browser, options: BrowserContextOptions = {}): Promise<Visit> {
  return await openPage(await enter(browser, options));
}

/** The browser of one person, without a page so far. */
export async function enter(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: sharedGuildhall().portalUrl,
    viewport: { width: 1440, height: 900 },
    ...options,
  });
  context.setDefaultTimeout(WAIT_MS_MAX);
  return context;
}

export async function openPage(context: BrowserContext): Promise<Visit> {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  return { page, context, complaints };
}

export async function fillSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** A visit of somebody who signed in before; `state` comes from `signedIn`. */
export type SignedIn = Awaited<ReturnType<BrowserContext["storageState"]>>;

/** Signs in once for many visits, because signing in is slow on purpose and counted. */
export async function signedIn(browser: Browser, staff: Staff): Promise<SignedIn> {
  const { page, context } = await visit(browser);
  await page.goto("/admin/sign-in");
  await fillSignIn(page, staff.email, staff.password);
  await page.waitForURL("**/admin");
  const state = await context.storageState();
  await context.close();
  return state;
}

/** Opens the contacts and waits until they are there and live. */
export async function openContacts(page: Page, query = ""): Promise<void> {
  await page.goto(`/admin/contacts${query}`);
  await page.getByText("Connection: Live").waitFor();
  await page
    .getByRole("status")
    .filter({ hasText: / of \d/u })
    .waitFor();
}

/** The names in the first column, from top to bottom. */
export async function shownNames(page: Page): Promise<string[]> {
  return await page.locator("tbody [data-row-link] .font-medium").allTextContents();
}
