import type { Page } from "playwright-core";
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
    for (const [index, person] of people.entries()) {
      await addContact(staff, { email: `person.${index}@looks.example`, ...person });
    }
    return { owner: { storageState: await signedIn(browser, staff) } };
  },
  scenes: [
    { name: "the contacts", open: async (page) => await openContacts(page), ready: link },
    {
      name: "an empty search",
      path: "/admin/contacts?q=nobody",
      ready: (page) => page.getByRole("heading", { name: "No contact matches" }),
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
      name: "the form",
      open: async (page) => {
        await openContacts(page);
        await page.getByRole("button", { name: "New contact" }).click();
        await page.getByRole("button", { name: "Add contact" }).click();
      },
      ready: (page) => page.getByText("Every contact needs an e-mail address."),
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
