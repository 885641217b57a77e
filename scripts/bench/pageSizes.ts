import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, Page, Request } from "playwright-core";
import type { Connection } from "../lib/connection";
import { UsageError } from "../lib/command";
import { openBrowser, type People, untilLive } from "./visits";

/** More JavaScript than this no page may fetch on its first load, compressed. */
const BYTES_MAX = 200_000;

/** Links load what is behind them when the page has nothing else to do, so idle is when nothing came for this long. */
const QUIET_MS = 1_500;

interface Visit {
  readonly path: string;
  readonly reader: keyof People;
  /** What the reader does there, which no first load has to hold. */
  readonly then?: { readonly title: string; readonly act: (page: Page) => Promise<void> };
}

const pages: readonly Visit[] = [
  { path: "/admin/sign-in", reader: "nobody" },
  { path: "/auth/signin", reader: "nobody" },
  { path: "/invitation", reader: "nobody" },
  { path: "/admin", reader: "staff" },
  { path: "/admin/contacts", reader: "staff" },
  { path: "/admin/contacts", reader: "staff", then: { title: "contact opened", act: openFirstRow } },
  { path: "/admin/organizations", reader: "staff" },
  { path: "/admin/clients", reader: "staff" },
  { path: "/admin/audit", reader: "staff" },
  { path: "/admin/settings/organization", reader: "staff" },
  { path: "/admin/settings/members", reader: "staff" },
  { path: "/admin/settings/keys", reader: "staff" },
  { path: "/portal", reader: "client" },
  { path: "/portal/profile", reader: "client" },
];

export interface PageSize {
  readonly path: string;
  /** Of what the reader did after the page was live; null for a first load. */
  readonly then: string | null;
  /** Of the scripts that the document names. */
  readonly documentBytes: number;
  /** Of all scripts until the page is live and idle. */
  readonly totalBytes: number;
  readonly encodings: ReadonlySet<string>;
}

/** Each page in a browser that has loaded nothing yet. */
export async function measurePageSizes(
  browser: Browser,
  connection: Connection,
  people: People,
): Promise<PageSize[]> {
  const sizes: PageSize[] = [];
  for (const visit of pages) {
    sizes.push(await measurePage(browser, connection, visit, people[visit.reader]));
  }
  return sizes;
}

export function tableOfSizes(sizes: readonly PageSize[]): string {
  const rows = sizes.map(({ path, then, documentBytes, totalBytes }) => [
    `\`${path}\`${then === null ? "" : `, ${then}`}`,
    inKilobytes(documentBytes),
    inKilobytes(totalBytes),
  ]);
  const table = [["Page", "document", "in total"], ["---", "---:", "---:"], ...rows];
  return table.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

export function demandSmallPages(sizes: readonly PageSize[]): void {
  const large = sizes
    .filter(({ then, totalBytes }) => then === null && totalBytes > BYTES_MAX)
    .map(({ path }) => path);
  if (large.length > 0) {
    throw new UsageError(`More than ${inKilobytes(BYTES_MAX)} of JavaScript: ${large.join(", ")}`);
  }
}

async function measurePage(
  browser: Browser,
  connection: Connection,
  { path, then }: Visit,
  cookies: People[keyof People],
): Promise<PageSize> {
  const page = await openBrowser(browser, connection, cookies);
  const scripts: Script[] = [];
  const reading: Promise<void>[] = [];
  page.on("requestfinished", (request) => {
    reading.push(readScript(request).then((script) => void (script && scripts.push(script))));
  });
  const answer = await page.goto(path);
  const named = scriptsNamedIn((await answer?.text()) ?? "");
  if (cookies !== undefined) await untilLive(page);
  await untilQuiet(() => reading.length);
  if (then !== undefined) {
    await then.act(page);
    await untilQuiet(() => reading.length);
  }
  await Promise.all(reading);
  await page.context().close();
  const bytesOf = (some: readonly Script[]) => some.reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    path,
    then: then?.title ?? null,
    documentBytes: bytesOf(scripts.filter(({ pathname }) => named.has(pathname))),
    totalBytes: bytesOf(scripts),
    encodings: new Set(scripts.map(({ encoding }) => encoding)),
  };
}

async function openFirstRow(page: Page): Promise<void> {
  await page.locator("[data-row-link]").first().click();
  await page.getByRole("dialog").waitFor();
}

interface Script {
  readonly pathname: string;
  readonly bytes: number;
  readonly encoding: string;
}

/** Whatever asked for it: a script tag, a preload or an import. */
async function readScript(request: Request): Promise<Script | null> {
  const response = await request.response();
  const headers = (await response?.allHeaders()) ?? {};
  if (!/javascript/u.test(headers["content-type"] ?? "")) return null;
  return {
    pathname: new URL(request.url()).pathname,
    bytes: (await request.sizes()).responseBodySize,
    encoding: headers["content-encoding"] ?? "none",
  };
}

function scriptsNamedIn(html: string): ReadonlySet<string> {
  return new Set([...html.matchAll(/<script[^>]* src="([^"?]+)/gu)].map(([, source]) => source ?? ""));
}

async function untilQuiet(count: () => number): Promise<void> {
  let last = -1;
  while (last !== count()) {
    last = count();
    await sleep(QUIET_MS);
  }
}

function inKilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
