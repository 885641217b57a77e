import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LANGUAGE_COOKIE, type Language } from "../../../components/i18n/language";
import { launchChromium } from "../../support/chromium";
import { soak } from "../../support/rounds";
import { keepScreenshot, prepareAxe, violations } from "./pixels";
import { enter, openPage } from "./visit";

/*
 * How screens are looked at. A scene is one state of one page. It is brought up once on a desktop and once on a phone,
 * and then looked at in place: light on the one and dark on the other, in the large round in both themes, at all widths, and in German. Each
 * time axe finds nothing and nothing is cut off, and in the end the browser has not complained about anything.
 *
 * To add a scene, add an entry to `scenes` in `tests/screens/looks/<area>.test.ts`:
 *
 *     {
 *       name: "an empty search",
 *       path: "/admin/contacts?q=nobody",
 *       ready: (page) => page.getByRole("heading", { name: "No contacts match" }),
 *     },
 *
 * `path` is opened first, `open` does what has to be done on the page, and what `ready` finds must be visible then. Words
 * are the English ones: the language is changed in place afterwards. All scenes of a visitor share one browser context,
 * so a scene leaves no cookie behind and does not sign out; `by` says who looks, if it is not the first of `visitors`.
 * A new area is a new file: it calls `lookAt` with what `visitors` prepares (data, and who is signed in) and its scenes.
 *
 * With GUILDHALL_SCREENSHOTS set to a folder, every look is kept there for people.
 */

export interface Scene<Visitor extends string = string> {
  readonly name: string;
  readonly by?: Visitor;
  readonly path?: string;
  readonly open?: (page: Page) => Promise<void>;
  /** What is visible when the scene is there. */
  readonly ready: (page: Page) => Locator;
  /** A complaint of the browser that belongs to the scene. */
  readonly expected?: RegExp;
  /** For pages that are not of the web app: they speak English only. */
  readonly untranslated?: true;
}

interface Area<Visitor extends string> {
  /** Prepares what the scenes show, and answers who looks: most often a `storageState`. */
  readonly visitors: (browser: Browser) => Promise<Readonly<Record<Visitor, BrowserContextOptions>>>;
  readonly scenes: readonly Scene<NoInfer<Visitor>>[];
}

type Theme = "light" | "dark";
type View = readonly [width: number, theme: Theme];

/**
 * The first view of each device is that in which the scene is brought up. The ordinary round sees each theme once, the large
 * one sees both at all widths.
 */
const devices: Readonly<Record<string, readonly View[]>> = {
  desktop: soak<View[]>(
    [[1440, "light"]],
    [
      [1440, "light"],
      [1440, "dark"],
      [2560, "dark"],
      [2560, "light"],
    ],
  ),
  phone: soak<View[]>(
    [[390, "dark"]],
    [
      [390, "dark"],
      [390, "light"],
      [360, "light"],
      [360, "dark"],
    ],
  ),
};
const SETTLE_MS = 5_000;
const languages = soak<Language[]>(["en"], ["en", "de"]);

/** Defines the tests that look at an area: one for each scene and device. */
export function lookAt<Visitor extends string>(area: string, { visitors, scenes }: Area<Visitor>): void {
  let browser: Browser;
  const contexts = new Map<string, BrowserContext>();
  beforeAll(async () => {
    browser = await launchChromium();
    const options = Object.entries<BrowserContextOptions>(await visitors(browser));
    for (const [visitor, given] of options) {
      contexts.set(visitor, await enter(browser, { ...given, reducedMotion: "reduce" }));
    }
  });
  afterAll(async () => await browser.close());

  describe.each(Object.entries(devices))("on a %s", (_device, views) => {
    test.each(scenes.map((scene) => [scene.name, scene] as const))("%s", async (name, scene) => {
      const context = scene.by === undefined ? [...contexts.values()][0] : contexts.get(scene.by);
      if (context === undefined) throw new Error(`Nobody looks at ${name}`);
      const { page, complaints } = await openPage(context);
      await bringUp(page, scene, views);
      for (const language of scene.untranslated === true ? languages.slice(0, 1) : languages) {
        await speak(page, language);
        for (const view of views) await look(page, view, `${area} ${name} ${language}`);
      }
      await context.clearCookies({ name: LANGUAGE_COOKIE });
      await page.close();
      expect(complaints.filter((text) => scene.expected?.test(text) !== true)).toEqual([]);
    });
  });
}

async function bringUp(page: Page, { path, open, ready }: Scene, [first]: readonly View[]): Promise<void> {
  if (first !== undefined) await show(page, first);
  if (path !== undefined) await page.goto(path);
  await open?.(page);
  await ready(page).waitFor();
  await prepareAxe(page);
}

async function show(page: Page, [width, theme]: View): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await page.setViewportSize({ width, height: 900 });
}

async function look(page: Page, view: View, what: string): Promise<void> {
  await show(page, view);
  const [width, theme] = view;
  const name = `${what} ${theme} ${width}`;
  // Colors change by transitions, so what axe finds may be gone with the next frame. What stays is a violation.
  await expect.poll(() => violations(page), { message: name, timeout: SETTLE_MS }).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(width);
  await keepScreenshot(page, name);
}

/** As the language menu does it, which an open dialog would cover: what is open stays. */
async function speak(page: Page, language: Language): Promise<void> {
  if (language === languages[0]) return;
  await page.evaluate(
    ([cookie, chosen]) => {
      document.cookie = `${cookie}=${chosen}; path=/; samesite=lax`;
      (window as unknown as { next: { router: { refresh: () => void } } }).next.router.refresh();
    },
    [LANGUAGE_COOKIE, language] as const,
  );
  await page.locator(`html[lang=${language}]`).waitFor();
}
