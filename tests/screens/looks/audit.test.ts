import type { Page } from "playwright-core";
import { ownerOf } from "../support/colleagues";
import { lookAt } from "../support/looks";
import { addContact, changeContact, hireStaff } from "../support/staff";
import { signedIn } from "../support/visit";

lookAt("audit", {
  visitors: async (browser) => {
    const staff = await hireStaff("Looks at what happened");
    const amelie = await addContact(staff, { email: "amelie@audit.example", firstName: "Amelie" });
    const long = { firstName: "A-very-long-first-name-without-any-space-in-it", lastName: "X".repeat(80) };
    await addContact(staff, { email: "long@audit.example", ...long });
    await changeContact(staff, amelie, { email: "amelie.baumann@audit.example" });
    await changeContact(staff, amelie, {
      phone: "+49 30 123",
      jobTitle: "Designer",
      notes: "Met at the fair.",
    });
    await changeContact(staff, amelie, { company: "W".repeat(200) });
    const owner = await ownerOf(staff);
    await owner.invite("guest@audit.example", "accountant");
    const viewer = await owner.hire("viewer", "Vera Viewer");
    return {
      owner: { storageState: await signedIn(browser, staff) },
      viewer: { storageState: await signedIn(browser, viewer) },
    };
  },
  scenes: [
    { name: "the log", path: "/admin/audit", ready: (page) => page.getByText("invited guest@audit.example") },
    {
      name: "what an entry changed",
      path: "/admin/audit?type=crm_contact&action=updated",
      open: async (page) => {
        for (const button of await details(page)) await button.click();
      },
      ready: (page) => page.getByText("+49 30 123"),
    },
    {
      name: "an open filter",
      path: "/admin/audit?from=2026-01-01",
      open: async (page) => await page.getByRole("search").getByRole("button", { name: "Action" }).click(),
      ready: (page) => page.getByRole("menuitemradio", { name: "Company opened" }),
    },
    {
      name: "a search without a match",
      path: "/admin/audit?type=crm_organization&action=restored",
      ready: (page) => page.getByRole("heading", { name: "Nothing matches" }),
    },
    {
      name: "for another role",
      by: "viewer",
      path: "/admin/audit",
      ready: (page) => page.getByRole("heading", { name: "The audit log is for owners" }),
    },
    {
      name: "the history of a contact",
      path: "/admin/contacts",
      open: async (page) => {
        await page.getByRole("link", { name: "Amelie" }).click();
        await page.getByRole("dialog").getByRole("button", { name: "History" }).click();
        await page.getByText("added this contact").scrollIntoViewIfNeeded();
      },
      ready: (page) => page.getByText("added this contact"),
    },
  ],
});

async function details(page: Page) {
  await page.getByRole("button", { name: "Details" }).first().waitFor();
  return await page.getByRole("button", { name: "Details" }).all();
}
