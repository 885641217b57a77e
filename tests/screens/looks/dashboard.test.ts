import type { Page } from "playwright-core";
import { lookAt } from "../support/looks";
import { addContact, hireStaff } from "../support/staff";
import { signedIn } from "../support/visit";

const people = [
  { firstName: "Amelie", lastName: "Baumann", subtype: "customer", company: "Nordlicht Studio GmbH" },
  { firstName: "Tomasz", lastName: "Ortega", subtype: "lead" },
  {
    firstName: "A-very-long-first-name-without-any-space-in-it",
    lastName: "X".repeat(80),
    subtype: "prospect",
  },
];

lookAt("dashboard", {
  visitors: async (browser) => {
    const staff = await hireStaff("Looks at figures");
    for (const [index, person] of people.entries()) {
      await addContact(staff, { email: `person.${index}@figures.example`, ...person });
    }
    const beginner = await hireStaff("Looks at nothing");
    return {
      owner: { storageState: await signedIn(browser, staff) },
      beginner: { storageState: await signedIn(browser, beginner) },
    };
  },
  scenes: [
    { name: "the dashboard", path: "/admin", ready: (page) => activity(page).getByText("Amelie Baumann") },
    {
      name: "the dashboard of a new organization",
      by: "beginner",
      path: "/admin",
      ready: (page) => page.getByText("No contacts yet. What you add appears here."),
    },
    {
      name: "the chart as a table",
      path: "/admin",
      open: async (page) => await page.getByText("As a table").click(),
      ready: (page) => page.getByRole("table", { name: "Contacts by type" }),
    },
    {
      name: "the palette",
      path: "/admin",
      open: openPalette,
      ready: (page) => page.getByRole("option", { name: "Keyboard shortcuts" }),
    },
    {
      name: "the palette with what it found",
      path: "/admin",
      open: async (page) => {
        await openPalette(page);
        await page.getByRole("combobox").fill("a");
      },
      ready: (page) => page.getByRole("option", { name: /^Amelie Baumann/u }),
    },
    {
      name: "the palette without an answer",
      path: "/admin",
      open: async (page) => {
        await openPalette(page);
        await page.getByRole("combobox").fill("qqq");
      },
      ready: (page) => page.getByText("Nothing is found for “qqq”."),
    },
    {
      name: "the shortcuts",
      path: "/admin",
      open: async (page) => {
        await activity(page).getByText("Amelie Baumann").waitFor();
        await page.keyboard.press("?");
      },
      ready: (page) => page.getByRole("dialog", { name: "Keyboard shortcuts" }),
    },
  ],
});

function activity(page: Page) {
  return page.getByRole("region", { name: "Recent activity" });
}

async function openPalette(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Search", exact: true }).click();
}
