import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "../support/chromium";
import { sharedGuildhall } from "../support/sharedGuildhall";
import { addContact, hireStaff, type Staff } from "./support/staff";
import { fillSignIn, visit } from "./support/visit";

let browser: Browser;
let staff: Staff;

beforeAll(async () => {
  browser = await launchChromium();
  staff = await hireStaff("Sign in");
});

afterAll(async () => await browser.close());

test("a visitor without a session is sent to the sign-in and comes back to where they wanted to go", async () => {
  const { page, context, complaints } = await visit(browser);
  await page.goto("/admin/contacts?type=lead");
  expect(new URL(page.url()).pathname).toBe("/admin/sign-in");
  await fillSignIn(page, staff.email, staff.password);
  await page.waitForURL("**/admin/contacts?type=lead");
  await page.getByRole("heading", { name: "Contacts" }).waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

test("a wrong password is refused in words, and the form stays as it was", async () => {
  const { page, context } = await visit(browser);
  await page.goto("/admin/sign-in");
  await fillSignIn(page, "nobody@screens.example", "wrong");
  await expect.poll(() => page.locator("form [role=alert]").textContent()).toContain("is not right");
  expect(await page.getByLabel("E-mail").inputValue()).toBe("nobody@screens.example");
  expect(await page.getByRole("button", { name: "Sign in" }).isEnabled()).toBe(true);
  expect(new URL(page.url()).pathname).toBe("/admin/sign-in");
  await context.close();
});

test("empty fields are named beside the field, and the first one gets the focus", async () => {
  const { page, context } = await visit(browser);
  await page.goto("/admin/sign-in");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("Enter your e-mail address.").waitFor();
  await page.getByText("Enter your password.").waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("email");
  await context.close();
});

test("the password can be shown and hidden", async () => {
  const { page, context } = await visit(browser);
  await page.goto("/admin/sign-in");
  const password = page.getByLabel("Password", { exact: true });
  await password.fill("secret");
  await page.getByRole("button", { name: "Show password" }).click();
  expect(await password.getAttribute("type")).toBe("text");
  await page.getByRole("button", { name: "Show password" }).click();
  expect(await password.getAttribute("type")).toBe("password");
  await context.close();
});

test("too many attempts get a message that says to wait", async () => {
  const { page, context } = await visit(browser);
  await page.goto("/admin/sign-in");
  const alert = page.locator("form [role=alert], form [role=status]");
  for (let attempt = 0; attempt < 8; attempt++) {
    await fillSignIn(page, "guessed@screens.example", `guess ${attempt}`);
    await page.getByRole("button", { name: "Sign in", exact: true }).waitFor();
    if ((await alert.textContent())?.includes("Too many attempts")) break;
  }
  expect(await alert.textContent()).toContain("Too many attempts. Wait a minute, then try again.");
  await context.close();
});

test("the address to go to afterwards cannot lead to another site", async () => {
  const { page, context } = await visit(browser);
  await page.goto("/admin/sign-in?next=%2F%2Fevil.example%2Fadmin%2Fcontacts");
  await fillSignIn(page, staff.email, staff.password);
  await page.waitForURL("**/admin");
  expect(new URL(page.url()).origin).toBe(sharedGuildhall().portalUrl);
  await context.close();
});

describe("a session", () => {
  test("keeps its secret where no script reads it, and ends with the sign-out", async () => {
    const { page, context } = await visit(browser);
    await page.goto("/admin/sign-in");
    await fillSignIn(page, staff.email, staff.password);
    await page.waitForURL("**/admin");
    await page.getByText("Connection: Live").waitFor();

    const cookie = (await context.cookies()).find(({ name }) => name === "guildhall_staff");
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", secure: false, path: "/" });
    const readable = await page.evaluate(() =>
      JSON.stringify([
        document.cookie,
        { ...localStorage },
        { ...sessionStorage },
        document.documentElement.outerHTML,
      ]),
    );
    expect(readable).not.toContain(cookie?.value);
    expect(readable).not.toMatch(/gh[a-z]_[\w-]{20,}/u);

    await page.getByRole("button", { name: "Account of Olga Owner" }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.waitForURL("**/admin/sign-in");
    expect((await context.cookies()).some(({ name }) => name === "guildhall_staff")).toBe(false);

    // Whoever copied the cookie has nothing left of it.
    const { portalUrl } = sharedGuildhall();
    const stolen = await fetch(`${portalUrl}/api/session/page`, {
      method: "POST",
      headers: { Origin: portalUrl, Cookie: `guildhall_staff=${cookie?.value}` },
    });
    expect(stolen.status).toBe(401);
    await context.close();
  });

  test("is renewed before it ends, and the page stays live", async () => {
    const { page, context } = await visit(browser);
    await page.clock.install();
    const renewals: number[] = [];
    page.on("response", (response) => {
      if (response.url().endsWith("/api/session/page")) renewals.push(response.status());
    });
    await page.goto("/admin/sign-in");
    await fillSignIn(page, staff.email, staff.password);
    await page.waitForURL("**/admin");
    await page.getByText("Connection: Live").waitFor();
    expect(renewals).toEqual([200]);
    await page.clock.fastForward("07:00");
    await expect.poll(() => renewals).toEqual([200, 200]);
    await addContact(staff, { email: "after@renewal.example", firstName: "After", lastName: "Renewal" });
    await page.getByRole("link", { name: "After Renewal" }).waitFor();
    await context.close();
  });

  test("that ended elsewhere leads to the sign-in and back to the same place, also by way of a wrong password", async () => {
    const { page, context } = await visit(browser);
    await page.goto("/admin/contacts?type=lead");
    await fillSignIn(page, staff.email, staff.password);
    await page.waitForURL("**/admin/contacts?type=lead");
    await page.getByText("Connection: Live").waitFor();
    const cookie = (await context.cookies()).find(({ name }) => name === "guildhall_staff");
    const { portalUrl } = sharedGuildhall();
    await fetch(`${portalUrl}/api/session/sign-out`, {
      method: "POST",
      headers: { Origin: portalUrl, Cookie: `guildhall_staff=${cookie?.value}` },
    });
    await page.waitForURL("**/admin/sign-in?next=%2Fadmin%2Fcontacts%3Ftype%3Dlead");
    await fillSignIn(page, staff.email, "wrong");
    await page.locator("form [role=alert]").filter({ hasText: "is not right" }).waitFor();
    await fillSignIn(page, staff.email, staff.password);
    await page.waitForURL("**/admin/contacts?type=lead");
    await page.getByText("Connection: Live").waitFor();
    await context.close();
  });
});
