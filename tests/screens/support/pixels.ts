import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import type axe from "axe-core";
import type { Page } from "playwright-core";

const source = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Once for each document. The test driver may run scripts that the page's policy would refuse. */
export async function prepareAxe(page: Page): Promise<void> {
  await page.evaluate(await source);
}

/** What axe finds on a page that is prepared for it. */
export async function violations(page: Page) {
  const found = await page.evaluate(async () => {
    const { axe: runner } = window as unknown as { axe: typeof axe };
    return (await runner.run(document, { resultTypes: ["violations"] })).violations;
  });
  return found.map(({ id, nodes }) => ({ id, nodes: nodes.map((node) => node.html) }));
}

/** For people: with GUILDHALL_SCREENSHOTS set to a folder, every look is kept there. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  const folder = process.env.GUILDHALL_SCREENSHOTS;
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name.replaceAll(" ", "-")}.png`) });
}
