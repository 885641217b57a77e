import type { Page } from "playwright-core";

type SettingsPage = "organization" | "members" | "keys";

const headings: Record<SettingsPage, string> = {
  organization: "Organization",
  members: "Members",
  keys: "API keys",
};

/** Opens one of the settings and waits until it is there and live. */
export async function openSettings(page: Page, name: SettingsPage): Promise<void> {
  await page.goto(`/admin/settings/${name}`);
  await page.getByText("Connection: Live").waitFor();
  await page.getByRole("heading", { level: 2, name: headings[name] }).waitFor();
}

/** What a script of the page could read: markup, addresses and storage. */
export async function readable(page: Page): Promise<string> {
  return await page.evaluate(() => {
    const inputs = [...document.querySelectorAll("input, textarea")];
    return JSON.stringify([
      window.location.href,
      document.cookie,
      { ...localStorage },
      { ...sessionStorage },
      inputs.map((input) => ("value" in input ? input.value : "")),
      document.documentElement.outerHTML,
    ]);
  });
}

/** A secret of Guildhall, whichever kind. */
export const anySecret = /gh[a-z]_(?:live_|test_)?[\w-]{20,}/u;
