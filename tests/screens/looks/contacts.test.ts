import type { Page } from "playwright-core";
import { addCompany } from "../support/crm";
import { lookAt } from "../support/looks";
import { addContact, hireStaff } from "../support/staff";
import { openContacts, signedIn } from "../support/visit";

const people = [
  {
    firstName: "Amelie",
    lastName: "Baumann",
    company: "Nordlicht Studio GmbH",
    subtype: "customer",
    tags: ["vip"],
  },
  { firstName: "Tomasz", lastName: "Ortega", subtype: "lead", status: "inactive", notes: "Met at the fair." },
  {
    firstName: "A-very-long-first-name-without-any-space-in-it",
    lastName: "X".repeat(80),
    subtype: "prospect",
  },
];
const link = (page: Page) => page.getByRole("link", { name: "Amelie Baumann" });

lookAt("contacts", {
  visitors: async (browser) => {
    const staff = await hireStaff("Looks & Sons, an organization with a rather long name");
    const crmOrganizationId = await addCompany(staff, {
      name: "Nordlicht Studio GmbH",
      website: "https://nordlicht.example",
      address: { street: "Am Hafen 1", postalCode: "20457", city: "Hamburg", country: "DE" },
      tags: ["partner"],
      notes: "Pays within a week.",
    });
    for (const [index, person] of people.entries()) {
      await addContact(staff, { email: `person.${index}@looks.example`, crmOrganizationId, ...person });
    }
    return { owner: { storageState: await signedIn(browser, staff) } };
  },
  scenes: [
    { name: "the contacts", open: async (page) => await openContacts(page), ready: link },
    {
      name: "an empty search",
      path: "/admin/contacts?q=nobody",
      ready: (page) => page.getByRole("heading", { name: "No contacts match" }),
    },
    {
      name: "an open contact",
      open: async (page) => {
        await openContacts(page);
        await link(page).click();
      },
      ready: (page) => page.getByRole("dialog", { name: "Amelie Baumann" }),
    },
    {
      name: "chosen contacts",
      open: async (page) => {
        await openContacts(page);
        await page.getByRole("checkbox", { name: "Select all on this page" }).click();
      },
      ready: (page) => page.getByText("3 selected"),
    },
    {
      name: "the tags to remove",
      open: async (page) => {
        await openContacts(page);
        await page.getByRole("checkbox", { name: "Select all on this page" }).click();
        await page.getByRole("button", { name: "Remove tags" }).click();
      },
      ready: (page) => page.getByRole("dialog").getByRole("checkbox", { name: "vip" }),
    },
    {
      name: "the notes while they are written",
      open: async (page) => {
        await openContacts(page);
        await link(page).click();
        await page.getByRole("button", { name: "Edit notes" }).click();
      },
      ready: (page) => page.getByRole("textbox", { name: "Notes" }),
    },
    {
      name: "the organizations",
      path: "/admin/organizations",
      ready: (page) => page.getByRole("link", { name: "Nordlicht Studio GmbH" }),
    },
    {
      name: "an open organization",
      path: "/admin/organizations",
      open: async (page) => await page.getByRole("link", { name: "Nordlicht Studio GmbH" }).click(),
      ready: (page) => page.getByRole("dialog").getByRole("link", { name: "Amelie Baumann" }),
    },
    {
      name: "no organization of that industry",
      path: "/admin/organizations?industry=None",
      ready: (page) => page.getByRole("heading", { name: "No organizations match" }),
    },
    {
      name: "the form",
      open: async (page) => {
        await openContacts(page);
        await page.getByRole("button", { name: "New contact" }).click();
        await page.getByRole("button", { name: "Add contact" }).click();
      },
      ready: (page) => page.getByText("Please fill this in."),
    },
    {
      name: "an open menu",
      open: async (page) => {
        await openContacts(page);
        await page.getByRole("button", { name: "Account of Olga Owner" }).click();
      },
      ready: (page) => page.getByRole("menuitem", { name: "Sign out" }),
    },
  ],
});
