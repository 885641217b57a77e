import type { Browser, BrowserContext, Page } from "playwright-core";
import type { Connection } from "../lib/connection";
import { UsageError } from "../lib/command";

export type Cookies = Awaited<ReturnType<BrowserContext["storageState"]>>;

/** What a browser holds of somebody who signed in, for the pages of each area. */
export interface People {
  readonly nobody: undefined;
  readonly staff: Cookies;
  readonly client: Cookies;
}

/** Signs in once for many visits. */
export async function signInPeople(browser: Browser, connection: Connection): Promise<People> {
  return {
    nobody: undefined,
    staff: await signedIn(browser, connection, signInAsStaff),
    client: await signedIn(browser, connection, signInAsClient),
  };
}

/** A browser that has loaded nothing yet, with the cookies of somebody. */
export async function openBrowser(
  browser: Browser,
  { portalUrl }: Connection,
  cookies: Cookies | undefined,
): Promise<Page> {
  const context = await browser.newContext({
    baseURL: portalUrl ?? "",
    viewport: { width: 1440, height: 900 },
    ...(cookies === undefined ? {} : { storageState: cookies }),
  });
  return await context.newPage();
}

/** Waits until a page of somebody who is signed in shows what is live. */
export async function untilLive(page: Page): Promise<void> {
  await page.getByText("Connection: Live").waitFor();
}

type SignIn = (page: Page, connection: Connection) => Promise<void>;

async function signedIn(browser: Browser, connection: Connection, signIn: SignIn): Promise<Cookies> {
  const page = await openBrowser(browser, connection, undefined);
  await signIn(page, connection);
  await untilLive(page);
  const cookies = await page.context().storageState();
  await page.context().close();
  return cookies;
}

const signInAsStaff: SignIn = async (page, { demo }) => {
  if (demo === null) {
    throw new UsageError("There is no demo organization.");
  }
  await page.goto("/admin/sign-in");
  await page.locator('input[autocomplete="username"]').fill(demo.staff.email);
  await page.locator('input[type="password"]').fill(demo.staff.password);
  await page.locator('button[type="submit"]').click();
};

const signInAsClient: SignIn = async (page, { demo }) => {
  await page.goto("/portal");
  await page.getByRole("button", { name: "Google" }).click();
  await page.getByRole("button", { name: demo?.clients[0]?.name ?? "" }).click();
};
