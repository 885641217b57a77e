import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "../support/chromium";
import { sharedGuildhall } from "../support/sharedGuildhall";
import { type Issuer, startIssuer } from "./support/issuer";
import { startOwnWeb } from "./support/portal";
import { addContact, hireStaff, type Staff } from "./support/staff";
import { visit } from "./support/visit";

/** What people write into names, hoping that somebody's browser runs it. */
const image = `<img src=x onerror="window.pwned='image'">`;
const script = `</script><script>window.pwned='script'</script>`;
const email = "mallory@scripts.example";
let browser: Browser;
let issuer: Issuer;
let staff: Staff;
let portal: Awaited<ReturnType<typeof startOwnWeb>>;

beforeAll(async () => {
  browser = await launchChromium();
  issuer = await startIssuer();
  staff = await hireStaff(`${script} Sons`, ["portal:sync", "contacts:read", "contacts:write"]);
  const { siteUrl } = sharedGuildhall();
  portal = await startOwnWeb(staff.apiKey, siteUrl, { AUTH_GOOGLE_ISSUER: issuer.url });
});

afterAll(async () => {
  await portal.web.stop();
  await portal.idp.stop();
  issuer.close();
  await browser.close();
});

async function expectUnharmed(page: Page): Promise<void> {
  expect(await page.evaluate(() => Reflect.get(window, "pwned"))).toBeUndefined();
  expect(await page.locator("main img, main script, header img").count()).toBe(0);
}

test("scripts in names of clients, contacts, companies and the organization are text", async () => {
  const organizationInfo = { name: `${image} AG`, industry: script, address: { city: image } };
  const fields = {
    email,
    firstName: image,
    lastName: script,
    jobTitle: `"onmouseover=window.pwned=1 ${image}`,
  };
  await addContact(staff, { ...fields, organizationInfo });
  issuer.claims = { sub: "mallory", email, name: `${script}${image}` };
  const { page, context, complaints } = await visit(browser, { baseURL: portal.url });
  await page.goto("/portal");
  await page.getByRole("button", { name: "Continue with Google" }).click();
  await page.getByRole("heading", { name: `Welcome, ${image}` }).waitFor();
  await page.getByRole("heading", { name: `${image} AG` }).waitFor();
  await page.getByText(`As ${script} Sons knows you.`).waitFor();
  await expectUnharmed(page);
  await page.getByRole("button", { name: "Account of" }).click();
  await page.getByText(email).first().waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Profile" }).click();
  await page.getByText(`${script}${image}`).first().waitFor();
  await expectUnharmed(page);
  // Not even tried: the policy of the page would have refused it, and said so.
  expect(complaints).toEqual([]);
  await context.close();
});

test("scripts in addresses reach nothing: neither the sign-in nor the page after it", async () => {
  const { page, context, complaints } = await visit(browser, { baseURL: portal.url });
  const next = encodeURIComponent(`/portal/profile?x=${script}`);
  await page.goto(`/auth/signin?error=${encodeURIComponent(script)}&next=${next}`);
  await page.getByText("The sign-in did not come to its end").waitFor();
  await expectUnharmed(page);
  await page.goto(`/auth/signin?next=${encodeURIComponent("javascript:window.pwned=1")}`);
  issuer.claims = { sub: "mallory", email };
  await page.getByRole("button", { name: "Continue with Google" }).click();
  await page.waitForURL(`${portal.url}/portal`);
  await expectUnharmed(page);
  expect(complaints).toEqual([]);
  await context.close();
});
