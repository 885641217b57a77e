import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "../support/chromium";
import { sharedGuildhall } from "../support/sharedGuildhall";
import { COLLEAGUE_PASSWORD, ownerOf } from "./support/colleagues";
import { keepScreenshot } from "./support/pixels";
import { anySecret, openSettings, readable } from "./support/settings";
import { hireStaff, type Staff } from "./support/staff";
import { fillSignIn, signedIn, type SignedIn, visit } from "./support/visit";

let browser: Browser;
let staff: Staff;
let owner: Awaited<ReturnType<typeof ownerOf>>;
let state: SignedIn;

beforeAll(async () => {
  browser = await launchChromium();
  staff = await hireStaff("Members");
  owner = await ownerOf(staff);
  state = await signedIn(browser, staff);
});

afterAll(async () => await browser.close());

async function membersPage() {
  const person = await visit(browser, { storageState: state });
  await openSettings(person.page, "members");
  return person;
}

function rowOf(page: Page, name: string) {
  return page.getByRole("row").filter({ hasText: name });
}

describe("inviting", () => {
  test("makes a link that is shown once; whoever opens it becomes a member, seen live", async () => {
    const { page, context, complaints } = await membersPage();
    await page.getByRole("button", { name: "Invite", exact: true }).click();
    const form = page.getByRole("dialog", { name: "Invite somebody" });
    await form.getByLabel("E-mail").fill("no address");
    await form.getByRole("button", { name: "Make a link" }).click();
    await form.getByText("must be an e-mail address").waitFor();
    await form.getByLabel("E-mail").fill(staff.email);
    await form.getByRole("button", { name: "Make a link" }).click();
    await form.getByText("Somebody with it is a member already.").waitFor();
    const email = `nora.${Date.now()}@members.example`;
    await form.getByLabel("E-mail").fill(email);
    await form.getByLabel("Role").selectOption("accountant");
    await form.getByRole("button", { name: "Make a link" }).click();
    const link = await page.getByRole("textbox", { name: "Link" }).inputValue();
    expect(link).toMatch(new RegExp(`^${sharedGuildhall().portalUrl}/invitation#ghi_`, "u"));
    await page.getByRole("button", { name: "I have saved it" }).click();
    await page.getByRole("table", { name: "Open invitations" }).getByText(email).waitFor();
    await keepScreenshot(page, "journey a member invited");
    expect(await readable(page)).not.toMatch(anySecret);

    const invited = await visit(browser);
    const requested: string[] = [];
    invited.page.on("request", (request) => {
      requested.push(request.url(), request.headers().referer ?? "");
    });
    await invited.page.goto(link);
    await invited.page.getByRole("heading", { name: "Join Members" }).waitFor();
    await invited.page.getByText(email).waitFor();
    await keepScreenshot(invited.page, "journey an invitation opened");
    await invited.page.getByLabel("Your name").fill("Nora New");
    await invited.page.getByLabel("Choose a password").fill("too short");
    await invited.page.getByRole("button", { name: "Join" }).click();
    await invited.page.getByText("must have at least 12 characters").waitFor();
    await invited.page.getByLabel("Choose a password").fill(COLLEAGUE_PASSWORD);
    await invited.page.getByRole("button", { name: "Join" }).click();
    await invited.page.waitForURL("**/admin");
    await invited.page.getByText("Connection: Live").waitFor();
    expect(requested.filter((text) => text.includes("ghi_"))).toEqual([]);
    expect(await readable(invited.page)).not.toMatch(anySecret);

    await rowOf(page, "Nora New").waitFor();
    await keepScreenshot(page, "journey and accepted, seen live");
    expect(await page.getByLabel("Role of Nora New").inputValue()).toBe("accountant");
    await page.getByRole("heading", { name: "Open invitations" }).waitFor({ state: "detached" });
    expect(complaints).toEqual([]);
    await context.close();

    // The way back leads to no used link, and the link itself says that it is over.
    await invited.page.goto(link);
    await invited.page.getByRole("heading", { name: "This link does not work" }).waitFor();
    await invited.context.close();
  });

  test("is taken back by revoking, and a new link ends the one before", async () => {
    const { page, context } = await membersPage();
    const email = `late.${Date.now()}@members.example`;
    const first = await owner.invite(email, "viewer");
    await page.getByRole("button", { name: `New link for ${email}` }).click();
    await page.getByRole("button", { name: "Make a new link" }).click();
    const second = await page.getByRole("textbox", { name: "Link" }).inputValue();
    await page.getByRole("button", { name: "I have saved it" }).click();

    const invited = await visit(browser);
    await invited.page.goto(`/invitation#${first.token}`);
    await invited.page.getByRole("heading", { name: "This link does not work" }).waitFor();
    // Pasted into the same tab, only what stands behind # changes.
    await invited.page.goto(second);
    await invited.page.getByLabel("Your name").fill("Late Comer");
    await page.getByRole("button", { name: `Revoke the invitation of ${email}` }).click();
    await page.getByRole("button", { name: "Revoke invitation" }).click();
    await page.getByText(`The link of ${email} does not work any more.`, { exact: true }).waitFor();
    await invited.page.getByLabel("Choose a password").fill(COLLEAGUE_PASSWORD);
    await invited.page.getByRole("button", { name: "Join" }).click();
    await invited.page.getByRole("alert").filter({ hasText: "not valid any more" }).waitFor();
    await invited.context.close();
    await context.close();
  });
});

describe("an invitation for somebody who is a user already", () => {
  test("asks for their password, and refuses a wrong one", async () => {
    const other = await hireStaff("Elsewhere");
    const { token } = await owner.invite(other.email, "member");
    const { page, context } = await visit(browser);
    await page.goto(`/invitation#${token}`);
    await page.getByLabel("Your password").fill("not the password");
    await page.getByRole("button", { name: "Sign in and join" }).click();
    await page.getByRole("alert").filter({ hasText: "The password is not right." }).waitFor();
    expect(await page.getByLabel("Your name").count()).toBe(0);
    await page.getByLabel("Your password").fill(other.password);
    await page.getByRole("button", { name: "Sign in and join" }).click();
    await page.waitForURL("**/admin");
    // The organization that was just joined comes first.
    await page.getByRole("button", { name: "Members" }).click();
    await page.getByRole("menuitemradio", { name: "Elsewhere" }).waitFor();
    await context.close();
  });

  test("joins who is signed in with one click, and refuses under another address", async () => {
    const other = await hireStaff("Guests");
    const { token } = await owner.invite(other.email, "viewer");
    const stranger = await visit(browser, { storageState: state });
    await stranger.page.goto(`/invitation#${token}`);
    await stranger.page.getByText(`You are signed in as ${staff.email}`).waitFor();
    expect(await stranger.page.getByRole("button", { name: /^Join/u }).count()).toBe(0);
    await stranger.context.close();

    const guest = await visit(browser, { storageState: await signedIn(browser, other) });
    await guest.page.goto(`/invitation#${token}`);
    await guest.page.getByRole("button", { name: "Join as Olga Owner" }).click();
    await guest.page.waitForURL("**/admin");
    await guest.page.getByRole("button", { name: "Members" }).click();
    await guest.page.getByRole("menuitemradio", { name: "Guests" }).waitFor();
    await guest.context.close();
  });

  test("lets a stranger at the same browser sign out first", async () => {
    const other = await hireStaff("Lent browser");
    const { token } = await owner.invite(`new.${Date.now()}@members.example`, "viewer");
    const { page, context } = await visit(browser, { storageState: await signedIn(browser, other) });
    await page.goto(`/invitation#${token}`);
    await page.getByRole("button", { name: "Sign out and go on" }).click();
    await page.getByLabel("Choose a password").waitFor();
    expect((await context.cookies()).some(({ name }) => name === "guildhall_staff")).toBe(false);
    await context.close();
  });
});

describe("roles", () => {
  test("change at once on the open pages of whom they are about, and can be undone", async () => {
    const colleague = await owner.hire("member", "Rolf Role");
    const theirs = await visit(browser, { storageState: await signedIn(browser, colleague) });
    await theirs.page.goto("/admin/contacts");
    await theirs.page.getByRole("button", { name: "New contact" }).first().waitFor();
    const { page, context, complaints } = await membersPage();
    await page.getByLabel("Role of Rolf Role").selectOption("viewer");
    await page.getByText("Rolf Role is a viewer now.", { exact: true }).waitFor();
    await theirs.page.getByRole("button", { name: "New contact" }).first().waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Undo" }).click();
    await theirs.page.getByRole("button", { name: "New contact" }).first().waitFor();
    expect(await page.getByLabel("Role of Rolf Role").inputValue()).toBe("member");
    expect(complaints).toEqual([]);
    await theirs.context.close();
    await context.close();
  });

  test("of the last owner stay, whoever asks", async () => {
    const { page, context } = await membersPage();
    const ownRole = rowOf(page, staff.email).getByRole("combobox");
    await ownRole.selectOption("admin");
    const question = page.getByRole("dialog", { name: "Change your own role?" });
    await question.getByRole("button", { name: "Become admin" }).click();
    await question.getByRole("alert").filter({ hasText: "The last owner must stay one." }).waitFor();
    await question.getByRole("button", { name: "Cancel" }).click();
    expect(await ownRole.inputValue()).toBe("owner");
    await context.close();
  });

  test("of owners are for owners: an admin sees them, and is not offered to change them", async () => {
    const admin = await owner.hire("admin", "Ada Admin");
    const { page, context } = await visit(browser, { storageState: await signedIn(browser, admin) });
    await openSettings(page, "members");
    await rowOf(page, staff.email).getByText("Owner", { exact: true }).waitFor();
    expect(await rowOf(page, staff.email).getByRole("combobox").count()).toBe(0);
    expect(await rowOf(page, staff.email).getByRole("button").count()).toBe(0);
    const choices = await page.getByLabel("Role of Ada Admin").getByRole("option").allTextContents();
    expect(choices).toEqual(["Admin", "Member", "Accountant", "Viewer"]);
    await context.close();
  });
});

describe("a member who is removed", () => {
  test("sees every open page end, and finds none after the next sign-in", async () => {
    const colleague = await owner.hire("admin", "Greta Gone");
    const theirs = await visit(browser, { storageState: await signedIn(browser, colleague) });
    await openSettings(theirs.page, "keys");
    const { page, context } = await membersPage();
    await page.getByRole("button", { name: "Remove Greta Gone" }).click();
    await page
      .getByRole("dialog", { name: "Remove Greta Gone?" })
      .getByRole("button", { name: "Remove" })
      .click();
    await theirs.page.getByRole("heading", { name: "No organization" }).waitFor();
    expect(await theirs.page.getByText("screens").count()).toBe(0);
    await rowOf(page, "Greta Gone").waitFor({ state: "detached" });
    await theirs.page.getByRole("button", { name: "Sign out" }).click();
    await theirs.page.waitForURL("**/admin/sign-in");
    await fillSignIn(theirs.page, colleague.email, colleague.password);
    await theirs.page.getByRole("heading", { name: "No organization" }).waitFor();
    await theirs.context.close();
    await context.close();
  });

  test("may be oneself, and then loses the page as well", async () => {
    const colleague = await owner.hire("viewer", "Leo Leaves");
    const { page, context } = await visit(browser, { storageState: await signedIn(browser, colleague) });
    await openSettings(page, "members");
    await page.getByRole("button", { name: "Leave the organization" }).click();
    await page.getByRole("button", { name: "Leave", exact: true }).click();
    await page.getByRole("heading", { name: "No organization" }).waitFor();
    await context.close();
  });
});
