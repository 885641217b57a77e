import type { Browser } from "playwright-core";
import { afterAll } from "vitest";
import { lookAt } from "../support/looks";
import { andrea, anouk, openPortal, type OwnPortal, signInTo } from "../support/portal";
import { addContact } from "../support/staff";
import { visit } from "../support/visit";

let portal: OwnPortal | undefined;

afterAll(async () => await portal?.close());

const company = {
  name: "Alpenblick Hotels and Restaurants Aktiengesellschaft",
  website: "https://alpenblick-hotels.example/a/rather/long/address",
  industry: "Hospitality",
  address: { street: "Bahnhofstrasse 12", city: "Luzern", postalCode: "6003", country: "CH" },
};

async function fill({ staff, desk }: OwnPortal): Promise<void> {
  const id = await addContact(staff, {
    ...{ email: andrea.email, firstName: "Andrea", lastName: "Z".repeat(60), organizationInfo: company },
    ...{ phone: "+41 41 555 01 21", jobTitle: "Head of Marketing" },
  });
  for (const name of ["Reto", "A-very-long-first-name-without-any-space-in-it", "Chiara"]) {
    const email = `${name.toLowerCase()}@alpenblick-hotels.example`;
    await addContact(staff, { email, firstName: name, lastName: "Muster", organizationInfo: company });
  }
  await desk.grant(id, await desk.companyOf(id));
}

async function signedInAt(baseURL: string, browser: Browser, person: typeof andrea) {
  const { page, context } = await visit(browser, { baseURL });
  await signInTo(page, person);
  const storageState = await context.storageState();
  await context.close();
  return { baseURL, storageState };
}

lookAt("portal", {
  visitors: async (browser) => {
    portal = await openPortal("Looks & Daughters, an organization with a rather long name");
    await fill(portal);
    const baseURL = portal.url;
    return {
      client: await signedInAt(baseURL, browser, andrea),
      waiting: await signedInAt(baseURL, browser, anouk),
      nobody: { baseURL },
    };
  },
  scenes: [
    {
      name: "the sign-in",
      by: "nobody",
      path: "/auth/signin",
      ready: (page) => page.getByRole("button", { name: "Continue with Google" }),
    },
    {
      name: "a sign-in that was refused",
      by: "nobody",
      path: "/auth/signin?error=email-in-use",
      ready: (page) => page.getByText("This e-mail belongs to another account"),
    },
    {
      name: "the accounts of the local provider",
      by: "nobody",
      path: "/auth/signin",
      open: async (page) => await page.getByRole("button", { name: "Continue with Microsoft" }).click(),
      ready: (page) => page.getByRole("button", { name: anouk.name }),
      untranslated: true,
    },
    { name: "the home", path: "/portal", ready: (page) => page.getByText("Chiara Muster") },
    { name: "the profile", path: "/portal/profile", ready: (page) => page.getByText("This one") },
    {
      name: "the question before signing out everywhere",
      path: "/portal/profile",
      open: async (page) => await page.getByRole("button", { name: "Sign out everywhere" }).click(),
      ready: (page) => page.getByRole("dialog", { name: "Sign out everywhere?" }),
    },
    {
      name: "the page of somebody who waits",
      by: "waiting",
      path: "/portal",
      ready: (page) => page.getByRole("heading", { name: "Almost there" }),
    },
  ],
});
