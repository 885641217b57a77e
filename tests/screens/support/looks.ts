import { mkdir } from "node:fs/promises";
import path from "node:path";
import axe from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";
import { soak } from "../../support/rounds";
import { visit } from "./visit";

export type Theme = "light" | "dark";

/** Each scene is looked at in both themes and at both widths; in all four combinations in the large round only. */
export const combinations: readonly (readonly [Theme, number])[] = soak(
  [
    ["light", 1440],
    ["dark", 390],
  ],
  [
    ["light", 1440],
    ["light", 390],
    ["dark", 1440],
    ["dark", 390],
  ],
);

interface Look extends BrowserContextOptions {
  readonly name: string;
  /** Opens what is to be looked at. */
  readonly scene: (page: Page) => Promise<void>;
  readonly width: number;
  readonly theme: Theme;
  /** A complaint of the browser that belongs to the scene. */
  readonly expected?: RegExp;
}

/** axe finds nothing, nothing is cut off, nothing complains. */
export async function expectGoodLooks(
  browser: Browser,
  { name, scene, width, theme, expected, ...options }: Look,
): Promise<void> {
  const { page, context, complaints } = await visit(browser, {
    ...options,
    colorScheme: theme,
    viewport: { width, height: 900 },
    reducedMotion: "reduce",
  });
  await scene(page);
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  expect(complaints.filter((text) => expected?.test(text) !== true)).toEqual([]);
  await keepScreenshot(page, `${name} ${theme} ${width}`);
  await context.close();
}

async function violations(page: Page) {
  // The test driver may run scripts that the page's policy would refuse.
  await page.evaluate(axe.source);
  const result = await page.evaluate(async () => {
    const { axe: runner } = window as unknown as { axe: typeof axe };
    return await runner.run(document);
  });
  return result.violations.map(({ id, nodes }) => ({ id, nodes: nodes.map((node) => node.html) }));
}

/** For people: with GUILDHALL_SCREENSHOTS set to a folder, every scene is kept there. */
async function keepScreenshot(page: Page, name: string): Promise<void> {
  const folder = process.env.GUILDHALL_SCREENSHOTS;
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name.replaceAll(" ", "-")}.png`) });
}
