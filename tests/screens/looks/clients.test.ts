import type { Page } from "playwright-core";
import { ownerOf } from "../support/colleagues";
import { lookAt } from "../support/looks";
import { addContact, hireStaff } from "../support/staff";
import { syncClient } from "../support/syncClient";
import { signedIn } from "../support/visit";

const amelie = { email: "amelie@clients.example", name: "Amelie Baumann", oauthId: "amelie" };
const anouk = { email: "anouk@clients.example", name: "Anouk van der Meer", oauthId: "anouk" };
const long = {
  email: `${"long".repeat(12)}@clients.example`,
  name: `A-very-long-first-name-without-any-space-in-it ${"X".repeat(80)}`,
  oauthId: "long",
};

lookAt("clients", {
  visitors: async (browser) => {
    const staff = await hireStaff("Looks at clients", ["contacts:read", "contacts:write", "portal:sync"]);
    const add = (email: string, firstName: string) =>
      addContact(staff, { email, firstName, organizationInfo: { name: "Nordlicht Studio GmbH" } });
    await add(amelie.email, "Amelie");
    await add(anouk.email, "Anouk");
    await syncClient(staff, amelie, true);
    await syncClient(staff, anouk);
    await syncClient(staff, long);
    const viewer = await (await ownerOf(staff)).hire("viewer", "Vera Viewer");
    const beginner = await hireStaff("Looks at no clients");
    return {
      owner: { storageState: await signedIn(browser, staff) },
      viewer: { storageState: await signedIn(browser, viewer) },
      beginner: { storageState: await signedIn(browser, beginner) },
    };
  },
  scenes: [
    {
      name: "the list",
      path: "/admin/clients",
      ready: (page) => page.getByRole("link", { name: long.name }),
    },
    {
      name: "no clients",
      by: "beginner",
      path: "/admin/clients",
      ready: (page) => page.getByRole("heading", { name: "No clients yet" }),
    },
    {
      name: "a client with a contact",
      path: "/admin/clients",
      open: async (page) => {
        await openSheet(page, amelie);
        await page.getByRole("dialog").getByRole("button", { name: "History" }).click();
      },
      ready: (page) => page.getByText("First sign-in", { exact: true }).last(),
    },
    {
      name: "a client who waits",
      path: "/admin/clients",
      open: async (page) => await openSheet(page, anouk),
      ready: (page) => page.getByRole("region", { name: "Suggested contact" }),
    },
    {
      name: "a client with a long name",
      path: "/admin/clients",
      open: async (page) => await openSheet(page, long),
      ready: (page) => page.getByText("This client waits"),
    },
    {
      name: "the choice of a contact",
      path: "/admin/clients",
      open: async (page) => {
        await openSheet(page, anouk);
        await page.getByRole("combobox", { name: "Or another contact" }).fill("amelie");
      },
      ready: (page) => page.getByRole("option", { name: /^Amelie/u }),
    },
    {
      name: "opening a company",
      path: "/admin/clients",
      open: async (page) => {
        await openSheet(page, amelie);
        await page.getByRole("button", { name: "Open the company" }).click();
      },
      ready: (page) => page.getByRole("dialog", { name: "Open Nordlicht Studio GmbH to Amelie?" }),
    },
    {
      name: "suspending",
      path: "/admin/clients",
      open: async (page) => {
        await openSheet(page, amelie);
        await page.getByRole("button", { name: "Suspend" }).click();
      },
      ready: (page) => page.getByRole("dialog", { name: "Suspend Amelie Baumann?" }),
    },
    {
      name: "a client for those who may only read",
      by: "viewer",
      path: "/admin/clients",
      open: async (page) => await openSheet(page, anouk),
      ready: (page) => page.getByText("May sign in to the portal."),
    },
  ],
});

async function openSheet(page: Page, { name, email }: { name: string; email: string }): Promise<void> {
  await page.getByRole("link", { name }).click();
  await page.getByRole("dialog", { name: email }).getByRole("heading", { name: "Contact" }).waitFor();
}
