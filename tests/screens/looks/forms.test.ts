import type { Page } from "playwright-core";
import { addCompany } from "../support/crm";
import { lookAt } from "../support/looks";
import { addContact, changeContact, hireStaff, type Staff } from "../support/staff";
import { openContacts, signedIn } from "../support/visit";

let staff: Staff;
let edited: string;
let versions = 0;

const dialog = (page: Page) => page.getByRole("dialog", { name: /^(New|Edit) (contact|organization)$/u });

async function openNew(page: Page): Promise<void> {
  await openContacts(page);
  await page.getByRole("button", { name: "New contact" }).click();
  await dialog(page).waitFor();
}

async function openEdit(page: Page): Promise<void> {
  await page.goto(`/admin/contacts?contact=${edited}`);
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await dialog(page).waitFor();
}

/** Both sides change two fields, and the other side one more. */
async function disagree(page: Page): Promise<void> {
  await openEdit(page);
  await dialog(page).getByLabel("Job title").fill("Mathematician");
  await dialog(page).getByLabel("Notes").fill("Mine,\nof two lines.");
  versions += 1;
  await changeContact(staff, edited, {
    ...{ jobTitle: `Programmer ${versions}`, company: `Engines ${versions}` },
    notes: `Theirs, which goes on for so long that it needs more than one line to be read. ${versions}`,
  });
  await dialog(page).getByRole("radiogroup", { name: "Notes" }).waitFor();
}

lookAt("forms", {
  visitors: async (browser) => {
    staff = await hireStaff("Looks of forms");
    for (const name of ["Alpenblick Hotels", "Bakery", "Cobalt Robotics"]) {
      await addCompany(staff, { name, industry: "Any" });
    }
    const tags = ["vip", "a tag that is rather long, for a tag", "partner"];
    edited = await addContact(staff, {
      email: "ada@looks.example",
      firstName: "Ada",
      lastName: "Lovelace",
      tags,
    });
    return { owner: { storageState: await signedIn(browser, staff) } };
  },
  scenes: [
    { name: "a new contact", open: openNew, ready: dialog },
    {
      name: "a new contact without its e-mail",
      open: async (page) => {
        await openNew(page);
        await page.getByRole("button", { name: "Add contact" }).click();
      },
      ready: (page) => page.getByText("Please fill this in."),
    },
    {
      name: "a company to choose",
      open: async (page) => {
        await openNew(page);
        await page.getByRole("button", { name: "More fields" }).click();
        await dialog(page).getByLabel("CRM organization").click();
      },
      ready: (page) => page.getByRole("option", { name: "Cobalt Robotics" }),
    },
    { name: "a contact to edit", open: openEdit, ready: dialog },
    {
      name: "two versions",
      open: disagree,
      ready: (page) => page.getByText("Changed by screens").first(),
    },
    {
      name: "two versions with nothing chosen",
      open: async (page) => {
        await disagree(page);
        await dialog(page).getByRole("button", { name: "Save" }).click();
      },
      ready: (page) => page.getByRole("alert").filter({ hasText: "choose what to keep" }),
    },
    {
      name: "the question before something is lost",
      open: async (page) => {
        await openNew(page);
        await dialog(page).getByLabel("First name").fill("Ada");
        await page.keyboard.press("Escape");
      },
      ready: (page) => page.getByRole("dialog", { name: "Discard what you typed?" }),
    },
    {
      name: "a new organization with all its fields",
      path: "/admin/organizations",
      open: async (page) => {
        await page.getByRole("button", { name: "New organization" }).click();
        await page.getByRole("button", { name: "More fields" }).click();
      },
      ready: (page) => page.getByRole("group", { name: "Address" }),
    },
  ],
});
