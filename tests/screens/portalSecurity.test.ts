import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "../support/chromium";
import { andrea, openPortal, type OwnPortal, signInTo } from "./support/portal";
import { addContact } from "./support/staff";
import { fillSignIn, visit } from "./support/visit";

let browser: Browser;
let portal: OwnPortal;

beforeAll(async () => {
  browser = await launchChromium();
  portal = await openPortal("Security");
  await addContact(portal.staff, { email: andrea.email, firstName: "Andrea" });
});

afterAll(async () => {
  await portal.close();
  await browser.close();
});

async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  return await fetch(`${portal.url}${path}`, { redirect: "manual", ...init });
}

function post(path: string, headers: Record<string, string>, body = "{}"): Promise<Response> {
  return ask(path, { method: "POST", headers: { "Content-Type": "application/json", ...headers }, body });
}

describe("the headers", () => {
  const answers: [path: string, status: number, init?: RequestInit][] = [
    ["/", 200],
    ["/auth/signin", 200],
    ["/portal", 200, { headers: { Cookie: "authjs.session-token=x" } }],
    ["/portal", 307],
    ["/admin/contacts", 307],
    ["/portal/", 308],
    ["/no-such-page", 404],
    ["/api/no-such-route", 404],
    ["/api/auth/session", 200],
    ["/api/auth/signin", 302],
    ["/api/auth/no-such-action", 400],
    ["/api/auth/callback/google", 303],
    ["/api/auth/callback/google?error=access_denied", 303],
    ["/api/portal/page", 405],
    ["/api/portal/page", 403, { method: "POST" }],
    ["/api/session/page", 403, { method: "POST" }],
    ["/_next/static/no-such-file.js", 404],
  ];

  test.each(answers)("of %s (%i) are those of every answer", async (path, status, init) => {
    const { status: answered, headers } = await ask(path, init);
    expect(answered).toBe(status);
    expect(Object.fromEntries(headers)).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
      "strict-transport-security": "max-age=31536000",
    });
    expect(headers.get("x-powered-by")).toBeNull();
    if (path.startsWith("/_next/")) return;
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toMatch(/^default-src 'none'; /u);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe");
  });

  test("leave no address that its own slash could turn into another site", async () => {
    for (const path of [
      "/portal/?x=//evil.example",
      "//evil.example/",
      "/\\evil.example/",
      "/%5Cevil.example/",
    ]) {
      const location = (await ask(path)).headers.get("Location") ?? "/";
      expect(new URL(location, portal.url).origin).toBe(portal.url);
    }
  });
});

describe("the cookies", () => {
  const origins: [scheme: string, secure: boolean][] = [
    ["http", false],
    ["https", true],
  ];

  test.each(origins)(
    "of a sign-in over %s are out of reach of scripts and of other sites",
    async (scheme, secure) => {
      const headers = { Origin: portal.url, "X-Forwarded-Proto": scheme };
      const { email, password } = portal.staff;
      const lines = [
        await post("/api/portal/sign-in", headers, JSON.stringify({ provider: "google" })),
        await post("/api/session/sign-in", headers, JSON.stringify({ email, password })),
        await post("/api/session/page", { ...headers, Cookie: "guildhall_staff=x" }),
        await post("/api/portal/page", { ...headers, Cookie: "authjs.session-token=x" }),
      ].map((response) => response.headers.getSetCookie());
      for (const set of lines) expect(set.length).toBeGreaterThan(0);
      // What only says that a cookie is gone holds nothing.
      const kept = lines.flat().filter((line) => !/^[^=]+=;/u.test(line));
      expect(kept.length).toBeGreaterThan(3);
      for (const line of kept) {
        expect(line).toMatch(/; HttpOnly/iu);
        expect(line).toMatch(/; SameSite=Lax/iu);
        expect(line).toMatch(/; Path=\//iu);
        expect(line).not.toMatch(/; Domain=/iu);
        expect(/; Secure/iu.test(line), line).toBe(secure);
      }
    },
  );
});

describe("requests of other sites", () => {
  const routes = ["signin/google", "signout", "session", "callback/google", "csrf"];

  test.each(routes)(
    "403 for POST /api/auth/%s of a foreign page, and for one that names none",
    async (route) => {
      const form = { "Content-Type": "application/x-www-form-urlencoded" };
      for (const origin of ["https://evil.example", "http://127.0.0.1:1", "null"]) {
        expect((await post(`/api/auth/${route}`, { ...form, Origin: origin }, "")).status).toBe(403);
      }
      expect((await post(`/api/auth/${route}`, form, "")).status).toBe(403);
    },
  );

  test("sign nobody out, not even from another port, whose requests carry the cookies", async () => {
    const { page, context } = await visit(browser, { baseURL: portal.url });
    await signInTo(page, andrea);
    const paths = ["/api/portal/sign-out", "/api/auth/signout", "/api/session/sign-out"];
    for (const path of paths) {
      const status = await sendForm(context, `${portal.url}${path}`);
      expect(status, path).toBe(403);
    }
    await page.reload();
    await page.getByRole("heading", { name: "Welcome, Andrea" }).waitFor();
    await context.close();
  });
});

/** Opens a page of another port that posts a form by itself, and answers what came of it. */
async function sendForm(context: BrowserContext, action: string): Promise<number> {
  const server = createServer((_request, response) => {
    response.setHeader("Content-Type", "text/html");
    response.end(`<form method="post" action="${action}"></form><script>document.forms[0].submit()</script>`);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const page = await context.newPage();
  const answered = page.waitForResponse(action);
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { waitUntil: "commit" });
  const response = await answered;
  expect((await response.request().allHeaders()).cookie).toContain("authjs.session-token");
  await page.close();
  server.close();
  return response.status();
}

describe("secrets", () => {
  /** Every secret of Guildhall begins like this. */
  const SECRET = /gh[a-z]_(?:live_|test_)?[\w-]{20,}/gu;

  /** Keeps all that the web app answers to a page, and what its console and storage hold in the end. */
  function watch(page: Page) {
    const answers: { path: string; text: Promise<string> }[] = [];
    page.on("response", (response) => {
      const { origin, pathname } = new URL(response.url());
      if (origin === portal.url) answers.push({ path: pathname, text: response.text().catch(() => "") });
    });
    const said: string[] = [];
    page.on("console", (message) => said.push(message.text()));
    return { answers, said };
  }

  async function stored(page: Page): Promise<string> {
    return await page.evaluate(async () =>
      JSON.stringify([
        document.cookie,
        { ...localStorage },
        { ...sessionStorage },
        await indexedDB.databases(),
        await caches.keys(),
        window.location.href,
        document.documentElement.outerHTML,
      ]),
    );
  }

  async function expectNone(page: Page, { answers, said }: ReturnType<typeof watch>): Promise<void> {
    const cookies = (await page.context().cookies()).filter(({ httpOnly }) => httpOnly);
    const known = [portal.staff.apiKey, "a secret of the tests alone", "GUILDHALL_PORTAL_KEY", "AUTH_SECRET"];
    const forbidden = [...known, ...cookies.map(({ value }) => value)].filter((value) => value.length > 8);
    const texts = [
      { path: "console", text: said.join("\n") },
      { path: "page", text: await stored(page) },
    ];
    for (const { path, text } of answers) texts.push({ path, text: await text });
    expect(texts.length).toBeGreaterThan(10);
    for (const { path, text } of texts) {
      // The short secret of this page, and nothing else, is what pages get.
      const allowed = /^\/api\/(?:session|portal)\/page$/u.test(path) ? 1 : 0;
      expect(text.match(SECRET) ?? [], path).toHaveLength(allowed);
      for (const value of forbidden) expect(text.includes(value), `${path}: ${value}`).toBe(false);
    }
  }

  test("stay out of everything that a client's browser is sent or keeps", async () => {
    const { page, context } = await visit(browser, { baseURL: portal.url });
    const seen = watch(page);
    await signInTo(page, andrea);
    await page.getByRole("link", { name: "Profile" }).click();
    await page.getByText("This one").waitFor();
    await page.request.get("/api/auth/session");
    await expectNone(page, seen);
    await context.close();
  });

  test("stay out of everything that a staff member's browser is sent or keeps", async () => {
    const { page, context } = await visit(browser, { baseURL: portal.url });
    const seen = watch(page);
    await page.goto("/admin/contacts");
    await fillSignIn(page, portal.staff.email, portal.staff.password);
    await page.waitForURL("**/admin/contacts");
    await page.getByText("Connection: Live").waitFor();
    await page.goto("/admin/settings/keys");
    await page.getByText("Connection: Live").waitFor();
    await expectNone(page, seen);
    await context.close();
  });
});
