import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { build } from "esbuild";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inProject } from "../../scripts/lib/project";
import { createClient } from "../../lib/sdk/client";
import { launchChromium } from "../support/chromium";
import { sharedGuildhall } from "../support/sharedGuildhall";
import { hireStaff, type Staff } from "./support/staff";

let pages: Server;
let origin: string;
let browser: Browser;
let staff: Staff;
beforeAll(async () => {
  // Chromium lets pages reach the loopback interface that come from there themselves.
  pages = createServer((_request, response) => response.end("<!doctype html>"));
  await new Promise<void>((resolve) => pages.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;
  browser = await launchChromium();
  staff = await hireStaff("Client in a page", ["*"]);
});
afterAll(async () => {
  await browser.close();
  pages.close();
});

/** What a page of that origin does with the client: two writes and a walk. */
const program = `
import { createClient, isGuildhallError } from ${JSON.stringify(inProject("lib/sdk/client"))};

globalThis.run = async (options) => {
  const client = createClient({ ...options, retries: { attemptsMax: 1 } });
  const { data, requestId } = await client.createContact({ body: { email: "ada@page.example" } });
  const path = { id: data.contactId };
  const { etag } = await client.getContact({ path });
  await client.updateContact({ path, ifMatch: etag, body: { firstName: "Ada" } });
  const stale = await client.updateContact({ path, ifMatch: etag, body: {} }).catch((error) => error);
  const names = [];
  for await (const { name } of client.paginate("getContacts", { query: { limit: 1 } })) names.push(name);
  return { requestId, etag, stale: isGuildhallError(stale) && stale.code, names };
};
`;

async function runInPage(): Promise<unknown> {
  const stdin = { contents: program, resolveDir: inProject(), loader: "ts" } as const;
  const { outputFiles } = await build({ stdin, bundle: true, write: false, format: "iife" });
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(origin);
  await page.addScriptTag({ content: outputFiles[0]?.text ?? "" });
  const options = { baseUrl: sharedGuildhall().siteUrl, token: staff.apiKey };
  const call = `run(${JSON.stringify(options)}).catch((error) => ({ code: error.code }))`;
  return await page.evaluate(call).finally(() => context.close());
}

test("a page of an origin that the organization did not name gets no answer", async () => {
  expect(await runInPage()).toEqual({ code: "UNREACHABLE" });
});

test("a page of an origin that it named uses the client as a server does", async () => {
  const server = createClient({ baseUrl: sharedGuildhall().siteUrl, token: staff.apiKey });
  await server.updateOrganization({ body: { allowedOrigins: [origin] } });
  expect(await runInPage()).toEqual({
    ...{ requestId: expect.stringMatching(/^[0-9a-f-]{36}$/), etag: '"1"' },
    ...{ stale: "VERSION_CONFLICT", names: ["Ada"] },
  });
});
