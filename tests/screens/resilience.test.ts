import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "../support/chromium";
import { type OwnProduct, startOwnProduct } from "./support/ownProduct";
import { andrea, chooseAt } from "./support/portal";
import { fillSignIn, type SignedIn, visit, type Visit } from "./support/visit";

/** A deployment of its own: it is killed under open pages. Reconnecting takes its clients some seconds at most. */
const LATE = { timeout: 45_000 };
/** A deployment, its functions and a web app are started, on a machine that may be busy with other tests. */
const START_MS_MAX = 300_000;
const AWAY = "Reconnecting… You see what was last received.";
let browser: Browser;
let product: OwnProduct;
let contactId: string;
const states = new Map<Side, SignedIn>();

beforeAll(async () => {
  browser = await launchChromium();
  product = await startOwnProduct("Resilient");
  contactId = await product.write("POST", "/crm/contacts", { email: andrea.email, firstName: "Steady" });
  for (const [, side] of sides) states.set(side, await enter(side));
}, START_MS_MAX);

afterAll(async () => {
  await product.close();
  await browser.close();
});

/** What is the same for staff and clients, each at their own door. */
interface Side {
  readonly page: string;
  readonly route: string;
  readonly cookie: string;
  readonly signIn: (page: Page) => Promise<void>;
  /** What the page shows of the one contact that there is. */
  readonly shown: (page: Page, name: string) => Promise<void>;
}

const staffSide: Side = {
  page: "/admin/contacts",
  route: "/api/session/page",
  cookie: "guildhall_staff",
  signIn: async (page) => await fillSignIn(page, product.staff.email, product.staff.password),
  shown: async (page, name) => await page.locator("tbody").getByText(name).first().waitFor(LATE),
};

const portalSide: Side = {
  page: "/portal",
  route: "/api/portal/page",
  cookie: "authjs.session-token",
  signIn: async (page) => await chooseAt(page, "Google", andrea.name),
  shown: async (page, name) => await page.getByRole("heading", { name: `Welcome, ${name}` }).waitFor(LATE),
};

const sides: [string, Side][] = [
  ["staff", staffSide],
  ["clients", portalSide],
];

interface Open {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly loads: () => number;
}

async function come(storageState: SignedIn | undefined): Promise<Visit> {
  const options = storageState === undefined ? {} : { storageState };
  const visitor = await visit(browser, { baseURL: product.url, ...options });
  visitor.context.setDefaultTimeout(LATE.timeout);
  return visitor;
}

/** Signs in once for all pages of a side. */
async function enter(side: Side): Promise<SignedIn> {
  const { page, context } = await come(undefined);
  await page.goto(side.page);
  await side.signIn(page);
  await page.waitForURL(`**${side.page}`);
  const state = await context.storageState();
  await context.close();
  return state;
}

/** Opens the page of a side, and counts what the page loads from then on: what is said to go on must need no reload. */
async function open(side: Side, name: string): Promise<Open> {
  const { page, context } = await come(states.get(side));
  await page.clock.install();
  await page.goto(side.page);
  await page.getByText("Connection: Live").waitFor();
  await side.shown(page, name);
  let loads = 0;
  page.on("load", () => (loads += 1));
  return { page, context, loads: () => loads };
}

async function rename(firstName: string): Promise<void> {
  await product.write("PATCH", `/crm/contacts/${contactId}`, { firstName });
}

/** `kill -9`, and a start on the same ports and data afterwards, whatever happens meanwhile. */
async function whileAway(see: () => Promise<void>): Promise<void> {
  await product.deployment.kill();
  try {
    await see();
  } finally {
    await product.deployment.start();
  }
}

async function isCalm(page: Page): Promise<boolean> {
  return (await page.locator("main [role=alert], dialog[open]").count()) === 0;
}

test("a deployment that is killed and comes back is a calm notice, then live again without a reload", async () => {
  const open1 = await open(staffSide, "Steady");
  const open2 = await open(portalSide, "Steady");
  const both = [
    { ...open1, side: staffSide },
    { ...open2, side: portalSide },
  ];
  await whileAway(async () => {
    for (const { page, side } of both) {
      await page.getByText(AWAY).waitFor(LATE);
      await side.shown(page, "Steady");
      expect(await isCalm(page)).toBe(true);
    }
  });
  for (const { page } of both) {
    await page.getByText("Connection: Live").waitFor(LATE);
    await page.getByText(AWAY).waitFor({ state: "detached" });
  }
  await rename("Returned");
  for (const { page, side, context, loads } of both) {
    await side.shown(page, "Returned");
    expect(loads()).toBe(0);
    await context.close();
  }
});

describe.each(sides)("for %s", (_who, side) => {
  test("a page that is opened while the deployment is away says so, and opens with one press afterwards", async () => {
    await rename("Waiting");
    const { page, context } = await open(side, "Waiting");
    await whileAway(async () => {
      await page.reload();
      await page.getByRole("heading", { name: "No connection" }).waitFor();
      await page.getByText("Guildhall is not available at the moment.").waitFor();
    });
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText("Connection: Live").waitFor(LATE);
    await side.shown(page, "Waiting");
    await context.close();
  });

  test("a renewal that falls into the outage is made up for unseen", async () => {
    await rename("Patient");
    const { page, context, loads } = await open(side, "Patient");
    const answers: number[] = [];
    page.on("response", (response) => {
      if (response.url().endsWith(side.route)) answers.push(response.status());
    });
    await whileAway(async () => {
      await page.clock.fastForward("07:00");
      await expect.poll(() => answers).toContain(503);
      await side.shown(page, "Patient");
    });
    await expect.poll(() => answers.at(-1), LATE).toBe(200);
    await page.getByText("Connection: Live").waitFor(LATE);
    await rename("Rewarded");
    await side.shown(page, "Rewarded");
    expect(loads()).toBe(0);
    await context.close();
  });

  test("a sessionId that has ended is replaced unseen, and nothing of the page goes meanwhile", async () => {
    await rename("Unbroken");
    const { page, context, loads } = await open(side, "Unbroken");
    const given: string[] = [];
    // The next one has ended before it is used, as after a night with the lid closed.
    await page.route(`**${side.route}`, async (route) => {
      const response = await route.fetch();
      const opened = (await response.json()) as { sessionId: string };
      const sessionId = given.length === 0 ? "ghc_ended" : opened.sessionId;
      given.push(sessionId);
      await route.fulfill({ response, json: { ...opened, sessionId } });
    });
    await watchFor(page, "Unbroken");
    await page.clock.fastForward("07:00");
    await expect.poll(() => given.length, LATE).toBe(2);
    await rename("Unbroken and renewed");
    await side.shown(page, "Unbroken and renewed");
    expect(await page.evaluate(() => Reflect.get(window, "wasGone"))).toBe(false);
    expect(await isCalm(page)).toBe(true);
    expect(loads()).toBe(0);
    await context.close();
  });

  test("an expired session leads to the sign-in, and back to the same page", async () => {
    const { page, context } = await open(side, "Unbroken");
    const here = `${side.page}?kept=1`;
    await page.goto(here);
    await page.getByText("Connection: Live").waitFor();
    // As a browser does with a cookie whose time has come.
    await context.clearCookies({ name: side.cookie });
    await page.clock.fastForward("07:00");
    await page.waitForURL((url) => url.searchParams.get("next") === here);
    await page.waitForLoadState();
    await side.signIn(page);
    await page.waitForURL(`**${here}`);
    await page.getByText("Connection: Live").waitFor();
    await context.close();
  });
});

/** Notes whether a text was ever missing from the page. */
async function watchFor(page: Page, text: string): Promise<void> {
  await page.evaluate((wanted) => {
    Reflect.set(window, "wasGone", false);
    new MutationObserver(() => {
      if (!document.body.textContent.includes(wanted)) Reflect.set(window, "wasGone", true);
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  }, text);
}
