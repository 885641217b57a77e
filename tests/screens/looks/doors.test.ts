import { ownerOf } from "../support/colleagues";
import { lookAt } from "../support/looks";
import { hireStaff } from "../support/staff";
import { signedIn } from "../support/visit";

let invitation: string;

lookAt("doors", {
  visitors: async (browser) => {
    const staff = await hireStaff("Looks & Doors, an organization with a rather long name");
    const owner = await ownerOf(staff);
    invitation = `/invitation#${(await owner.invite("invited@looks.example", "accountant")).token}`;
    return { nobody: {}, owner: { storageState: await signedIn(browser, staff) } };
  },
  scenes: [
    { name: "the front door", path: "/", ready: (page) => page.getByRole("heading", { level: 1 }) },
    {
      name: "the sign-in",
      path: "/admin/sign-in",
      open: async (page) => await page.getByRole("button", { name: "Sign in" }).click(),
      ready: (page) => page.getByText("Enter your password."),
    },
    {
      name: "an invitation for somebody else",
      by: "owner",
      open: async (page) => void (await page.goto(invitation)),
      ready: (page) => page.getByRole("button", { name: "Sign out and go on" }),
    },
    {
      name: "an invitation",
      open: async (page) => void (await page.goto(invitation)),
      ready: (page) => page.getByLabel("Choose a password"),
    },
    {
      name: "a link that does not work",
      path: "/invitation#ghi_nothing",
      ready: (page) => page.getByRole("heading", { name: "This link does not work" }),
      // Browsers put every refused request on their console.
      expected: /the server responded with a status of 404/u,
    },
  ],
});
