import { createHash, randomBytes } from "node:crypto";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { demoClients } from "../../scripts/idp/people";
import { startIdpServer } from "../../scripts/idp/server";
import { idpClients } from "../../scripts/lib/idp";
import { freePort } from "../../scripts/lib/ports";

/** The stand-in must refuse what Google and Microsoft refuse: a portal that works with it has to work with them. */
const SECRET = "a secret of the tests alone";
const PORTAL = "http://127.0.0.1:3000";
const CALLBACK = `${PORTAL}/api/auth/callback/google`;
const verifier = randomBytes(32).toString("base64url");
const challenge = createHash("sha256").update(verifier).digest("base64url");
let server: Server;
let issuer: string;

beforeAll(async () => {
  const port = await freePort();
  issuer = `http://127.0.0.1:${port}`;
  server = await startIdpServer(port, { issuer, portalOrigins: [PORTAL], clients: idpClients(SECRET) });
});

afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const standard = {
  client_id: "guildhall-google",
  redirect_uri: CALLBACK,
  response_type: "code",
  scope: "openid profile email",
  code_challenge: challenge,
  code_challenge_method: "S256",
  state: "the-state",
  nonce: "the-nonce",
  prompt: "select_account",
};

/** One browser: it keeps cookies and follows nothing by itself. */
function browser() {
  const jar = new Map<string, string>();
  return async (url: string, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(new URL(url, issuer), { ...init, redirect: "manual", headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/u.exec(line) ?? [];
      jar.set(name, value);
    }
    return response;
  };
}

function begin(ask: ReturnType<typeof browser>, changes: Record<string, string | undefined> = {}) {
  const given = Object.entries({ ...standard, ...changes }).filter((entry) => entry[1] !== undefined);
  return ask(`/auth?${new URLSearchParams(given).toString()}`);
}

/** Signs somebody in and gives what the provider tells the portal through the browser. */
async function answerFor(choice: string, changes: Record<string, string | undefined> = {}): Promise<URL> {
  const ask = browser();
  const page = (await begin(ask, changes)).headers.get("Location") ?? "";
  const chosen = await ask(page, { method: "POST", body: new URLSearchParams({ choice }) });
  const answer = await ask(chosen.headers.get("Location") ?? "");
  return new URL(answer.headers.get("Location") ?? "", issuer);
}

async function redeem(code: string, changes: Record<string, string> = {}, secret = SECRET) {
  const body = { grant_type: "authorization_code", code, redirect_uri: CALLBACK, code_verifier: verifier };
  const credentials = Buffer.from(
    `${changes.client_id ?? standard.client_id}:${encodeURIComponent(secret)}`,
  ).toString("base64");
  const response = await fetch(`${issuer}/token`, {
    method: "POST",
    headers: { Authorization: `Basic ${credentials}` },
    body: new URLSearchParams({ ...body, ...changes }),
  });
  const answer = (await response.json()) as { id_token?: string; error?: string };
  return { status: response.status, ...answer };
}

async function codeOf(subject: string, changes: Record<string, string> = {}): Promise<string> {
  return (await answerFor(subject, changes)).searchParams.get("code") ?? "";
}

function claimsIn(token: string | undefined): Record<string, unknown> {
  return JSON.parse(Buffer.from(token?.split(".")[1] ?? "", "base64url").toString()) as Record<
    string,
    unknown
  >;
}

test.each(demoClients)("$provider says of $name what it would say", async (person) => {
  const google = person.provider === "google";
  const application: Record<string, string> = google
    ? {}
    : { client_id: "guildhall-microsoft", redirect_uri: `${PORTAL}/api/auth/callback/microsoft-entra-id` };
  const answer = await answerFor(person.subject, application);
  expect(answer.searchParams.get("state")).toBe(standard.state);
  const { status, id_token: token } = await redeem(answer.searchParams.get("code") ?? "", application);
  expect(status).toBe(200);
  const claims = claimsIn(token);
  expect(claims).toMatchObject({
    iss: issuer,
    aud: application.client_id ?? standard.client_id,
    nonce: standard.nonce,
    sub: person.subject,
    name: person.name,
    email: person.email,
  });
  expect(claims.email_verified).toBe(google ? person.emailVerified : undefined);
  expect(claims.xms_edov).toBe(google ? undefined : person.emailVerified);
});

describe("the provider refuses", () => {
  test.each([
    ["a foreign redirect address", { redirect_uri: "https://evil.example/api/auth/callback/google" }],
    ["another path of the portal", { redirect_uri: `${PORTAL}/portal` }],
    [
      "the address of the other application",
      { redirect_uri: `${PORTAL}/api/auth/callback/microsoft-entra-id` },
    ],
    ["an unknown application", { client_id: "somebody" }],
  ])("%s, and sends nobody there", async (_what, changes) => {
    const response = await begin(browser(), changes);
    expect(response.status).toBe(400);
    expect(response.headers.get("Location")).toBeNull();
  });

  test.each([
    ["no PKCE", { code_challenge: undefined, code_challenge_method: undefined }],
    ["PKCE in plain text", { code_challenge: verifier, code_challenge_method: "plain" }],
    ["tokens in the address", { response_type: "id_token" }],
  ])("a sign-in with %s", async (_what, changes) => {
    const location = new URL((await begin(browser(), changes)).headers.get("Location") ?? "", issuer);
    const told = new URLSearchParams(location.hash.slice(1) || location.search);
    expect(told.get("error")).toMatch(/^(invalid_request|unauthorized_client|unsupported_response_type)$/u);
    expect(told.get("code")).toBeNull();
  });

  test("a wrong secret, a wrong verifier, a code of another application, and a code twice", async () => {
    const [andrea] = demoClients;
    const subject = andrea?.subject ?? "";
    expect(await redeem(await codeOf(subject), {}, "wrong")).toMatchObject({
      status: 401,
      error: "invalid_client",
    });
    const other = randomBytes(32).toString("base64url");
    expect(await redeem(await codeOf(subject), { code_verifier: other })).toMatchObject({
      status: 400,
      error: "invalid_grant",
    });
    expect(await redeem(await codeOf(subject), { client_id: "guildhall-microsoft" })).toMatchObject({
      status: 400,
      error: "invalid_grant",
    });
    const code = await codeOf(subject);
    expect((await redeem(code)).status).toBe(200);
    expect(await redeem(code)).toMatchObject({ status: 400, error: "invalid_grant" });
  });

  test("somebody whom the application does not know", async () => {
    const answer = await answerFor("demo-microsoft-priya");
    expect(answer.searchParams.get("error")).toBe("access_denied");
    expect((await answerFor("nobody")).searchParams.get("error")).toBe("access_denied");
  });

  test("a choice without a sign-in under way", async () => {
    const ask = browser();
    const response = await ask("/interaction/unknown", {
      method: "POST",
      body: new URLSearchParams({ choice: "demo-google-andrea" }),
    });
    expect(response.status).toBe(400);
  });
});

test.each([
  ["cancel", "access_denied"],
  ["fail", "server_error"],
])("the button “%s” ends the sign-in with %s", async (choice, error) => {
  expect((await answerFor(choice)).searchParams.get("error")).toBe(error);
});

test("the page of accounts shows those of the provider, and runs no script", async () => {
  const ask = browser();
  const page = await ask((await begin(ask)).headers.get("Location") ?? "");
  expect(page.headers.get("Content-Security-Policy")).toContain("default-src 'none'");
  const text = await page.text();
  expect(text).toContain("Andrea Zürcher");
  expect(text).not.toContain("Priya");
  expect(text).not.toContain("<script");
});

test("it listens on this machine only", () => {
  expect((server.address() as AddressInfo).address).toBe("127.0.0.1");
});
