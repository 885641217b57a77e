import { ownerOf } from "../support/colleagues";
import { lookAt } from "../support/looks";
import { openSettings } from "../support/settings";
import { hireStaff } from "../support/staff";
import { signedIn } from "../support/visit";

lookAt("settings", {
  visitors: async (browser) => {
    const staff = await hireStaff("Looks & Settings, an organization with a rather long name");
    const owner = await ownerOf(staff);
    await owner.invite("invited@looks.example", "accountant");
    await owner.hire("viewer", "Vera von und zu Überlänge-Doppelname");
    return { owner: { storageState: await signedIn(browser, staff) } };
  },
  scenes: [
    {
      name: "the settings of the organization",
      open: async (page) => {
        await openSettings(page, "organization");
        await page.getByLabel("Time zone").fill("Mars/Olympus");
        await page.getByRole("button", { name: "Save" }).click();
      },
      ready: (page) => page.getByText("is not a time zone that is known"),
    },
    {
      name: "the members",
      open: async (page) => await openSettings(page, "members"),
      ready: (page) => page.getByRole("row").filter({ hasText: "Vera von und zu" }),
    },
    {
      name: "a question",
      open: async (page) => {
        await openSettings(page, "members");
        await page.getByRole("button", { name: /^Remove Vera/u }).click();
      },
      ready: (page) => page.getByRole("dialog").getByRole("button", { name: "Remove" }),
    },
    {
      name: "the keys",
      open: async (page) => await openSettings(page, "keys"),
      ready: (page) => page.getByRole("row").filter({ hasText: "screens" }).first(),
    },
    {
      name: "a new key",
      open: async (page) => {
        await openSettings(page, "keys");
        await page.getByRole("button", { name: "New key" }).click();
        await page.getByRole("button", { name: "Create key" }).click();
      },
      ready: (page) => page.getByText("Choose at least one."),
    },
    {
      name: "a secret",
      open: async (page) => {
        await openSettings(page, "keys");
        await page.getByRole("button", { name: "Rotate screens" }).first().click();
        await page.getByRole("dialog").getByRole("button", { name: "Rotate" }).click();
      },
      ready: (page) => page.getByRole("button", { name: "I have saved it" }),
    },
  ],
});
