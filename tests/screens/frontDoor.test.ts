import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { version } from "../../package.json";
import { freePort } from "../../scripts/lib/ports";
import { startWeb } from "../../scripts/lib/web";
import { launchChromium } from "../support/chromium";
import { sharedGuildhall } from "../support/sharedGuildhall";
import { visit } from "./support/visit";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => await browser.close());

describe("the front door", () => {
  test("says that the API answers, and its version", async () => {
    const { page, complaints } = await visit(browser);
    await page.goto("/");
    await page.getByText(`API ${version} answers`).waitFor();
    expect(complaints).toEqual([]);
  });

  test("opens all the same when the API does not answer, and says so", async () => {
    const port = await freePort();
    const nobody = `http://127.0.0.1:${await freePort()}`;
    const web = await startWeb(port, { ...sharedGuildhall(), siteUrl: nobody });
    try {
      const { page, complaints } = await visit(browser, { baseURL: `http://127.0.0.1:${port}` });
      await page.goto("/");
      await page.getByRole("link", { name: "Staff sign-in" }).waitFor();
      await page.getByText("The API does not answer at the moment").waitFor();
      expect(complaints).toEqual([]);
    } finally {
      await web.stop();
    }
  });
});

test("the page of all components is for those who build them, not for visitors", async () => {
  const answer = await fetch(`${sharedGuildhall().portalUrl}/components`);
  expect(answer.status).toBe(404);
});
