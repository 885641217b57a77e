import type { Browser, Page } from "playwright-core";
import type { Connection } from "../lib/connection";
import { openBrowser, type People, untilLive } from "./visits";

const ROWS = 200;
const STEP_PX = 60;

/** A frame that takes longer than this is one that an eye can see missing. */
const LONG_FRAME_MS = 50;

export interface Scrolling {
  readonly rows: number;
  readonly frames: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly maxMs: number;
  readonly longFrames: number;
}

/** Frames of a long list while it is scrolled from its first row to its last and back. */
export async function measureScrolling(
  browser: Browser,
  connection: Connection,
  { staff }: People,
): Promise<Scrolling> {
  const page = await openBrowser(browser, connection, staff);
  await page.goto(`/admin/contacts?size=${ROWS}`);
  await untilLive(page);
  await page
    .locator("[data-row-link]")
    .nth(ROWS - 1)
    .waitFor();
  const timesMs = await frameTimes(page);
  await page.context().close();
  const sorted = timesMs.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return {
    rows: ROWS,
    frames: timesMs.length,
    medianMs: Math.round(at(0.5)),
    p95Ms: Math.round(at(0.95)),
    maxMs: Math.round(at(1)),
    longFrames: timesMs.filter((ms) => ms > LONG_FRAME_MS).length,
  };
}

/** Without functions that have a name: the tool that runs scripts would call a helper in them that no browser knows. */
async function frameTimes(page: Page): Promise<number[]> {
  return await page.locator("tbody").evaluate(async (body, stepPx) => {
    let box: Element | null = body.parentElement;
    while (box !== null && box.scrollHeight <= box.clientHeight + 1) box = box.parentElement;
    const list = box ?? document.documentElement;
    const steps = Math.ceil((list.scrollHeight - list.clientHeight) / stepPx);
    const timesMs: number[] = [];
    let lastMs = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
    for (let done = 0; done < 2 * steps; done += 1) {
      list.scrollTop += done < steps ? stepPx : -stepPx;
      const nowMs = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
      timesMs.push(nowMs - lastMs);
      lastMs = nowMs;
    }
    return timesMs;
  }, STEP_PX);
}
