import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { internal } from "../../convex/_generated/api";
import { type ApiResponse, ask, type Backend, backend, seedKey, seedTenant, type Tenant } from "../setup";

const path = "/crm/contacts";
const MISSING = "j".repeat(32);
const LARGE = JSON.stringify({ notes: "x".repeat(600 * 1024) });
const PLAIN = { "Content-Type": "text/plain" };

let t: Backend;
let acme: Tenant;

beforeEach(async () => {
  t = backend();
  acme = await seedTenant(t, "Acme");
});

afterEach(() => {
  vi.useRealTimers();
});

async function contactNamed(email: string): Promise<string> {
  return (await ask(t, acme.apiKey, "POST", path, { body: { email } })).body.contactId;
}

/** A key with one request a minute, which is spent already. The clock stands still, so that the minute lasts. */
async function spentKey(scopes: string[]): Promise<{ keyId: string; secret: string }> {
  vi.useFakeTimers({ toFake: ["Date"], now: 1_800_000_000_000 });
  const { organizationId } = acme;
  const key = await t.mutation(internal.apiKeys.create, {
    ...{ organizationId, name: "Spent", scopes, limitPerMinute: 1 },
  });
  await ask(t, key.secret, "GET", path);
  return key;
}

async function expectError(answer: Promise<ApiResponse>, status: number, code: string): Promise<void> {
  const { status: answered, body } = await answer;
  expect([answered, body.code]).toEqual([status, code]);
}

/** Each request is wrong in two ways, and must hear of the one that is checked first. */
describe("the order of checks", () => {
  test("404 of the route before 405, 413, 415 and 401", async () => {
    for (const method of ["GET", "PUT", "POST", "DELETE"]) {
      const options = method === "GET" ? {} : { body: LARGE, headers: PLAIN };
      await expectError(ask(t, null, method, "/nothing", options), 404, "NOT_FOUND");
    }
  });

  test("405 before 413, 415 and 401", async () => {
    const options = { body: LARGE, headers: PLAIN };
    await expectError(ask(t, null, "PUT", path, options), 405, "METHOD_NOT_ALLOWED");
    await expectError(ask(t, null, "POST", "/health", options), 405, "METHOD_NOT_ALLOWED");
  });

  test("413 before 415", async () => {
    const options = { body: LARGE, headers: PLAIN };
    await expectError(ask(t, acme.apiKey, "POST", path, options), 413, "PAYLOAD_TOO_LARGE");
  });

  test("413 and 415 before 401", async () => {
    await expectError(ask(t, null, "POST", path, { body: LARGE }), 413, "PAYLOAD_TOO_LARGE");
    const text = { body: "{}", headers: PLAIN };
    await expectError(ask(t, null, "POST", path, text), 415, "UNSUPPORTED_MEDIA_TYPE");
  });

  test("415 before 429 and 403, and it spends nothing", async () => {
    const { secret } = await spentKey(["contacts:read"]);
    const text = { body: "{}", headers: PLAIN };
    await expectError(ask(t, secret, "POST", path, text), 415, "UNSUPPORTED_MEDIA_TYPE");
    const answer = await ask(t, acme.apiKey, "GET", path);
    await ask(t, acme.apiKey, "POST", path, text);
    const next = await ask(t, acme.apiKey, "GET", path);
    expect(remaining(next)).toBe(remaining(answer) - 1);
  });

  test("401 before 429: a key that was revoked after its minute was spent", async () => {
    const { keyId, secret } = await spentKey(["*"]);
    await expectError(ask(t, secret, "GET", path), 429, "RATE_LIMITED");
    await t.mutation(internal.apiKeys.revoke, { keyId });
    await expectError(ask(t, secret, "GET", path), 401, "UNAUTHORIZED");
  });

  test("429 before 403 and 400", async () => {
    const { secret } = await spentKey(["objects:read"]);
    await expectError(ask(t, secret, "POST", path, { body: { wrong: 1 } }), 429, "RATE_LIMITED");
    await expectError(ask(t, secret, "GET", `${path}?wrong=1`), 429, "RATE_LIMITED");
  });

  test("403 before 400, for body, query, id, If-Match and Idempotency-Key", async () => {
    const key = await seedKey(t, acme.organizationId, ["objects:read"]);
    const headers = { "If-Match": "wrong", "Idempotency-Key": "clé" };
    const options = { body: "not JSON", headers };
    await expectError(ask(t, key, "PATCH", `${path}/x?wrong=1`, options), 403, "FORBIDDEN");
    await expectError(ask(t, key, "GET", `${path}?wrong=1`), 403, "FORBIDDEN");
  });

  test("400 before 409 of the idempotency key", async () => {
    const headers = { "Idempotency-Key": "k" };
    await ask(t, acme.apiKey, "POST", path, { body: { email: "a@example.com" }, headers });
    const wrong = { body: { emial: "b@example.com" }, headers };
    await expectError(ask(t, acme.apiKey, "POST", path, wrong), 400, "INVALID_REQUEST");
    const other = { body: { email: "b@example.com" }, headers };
    await expectError(ask(t, acme.apiKey, "POST", path, other), 409, "IDEMPOTENCY_CONFLICT");
  });

  test("400 before 404 of the object", async () => {
    const options = { body: { fristName: "x" } };
    await expectError(ask(t, acme.apiKey, "PATCH", `${path}/${MISSING}`, options), 400, "INVALID_REQUEST");
    await expectError(ask(t, acme.apiKey, "GET", `${path}/${MISSING}?x=1`), 400, "INVALID_REQUEST");
  });

  test("409 of the idempotency key before 404 of the object", async () => {
    const headers = { "Idempotency-Key": "k" };
    const change = (phone: string) =>
      ask(t, acme.apiKey, "PATCH", `${path}/${MISSING}`, { body: { phone }, headers });
    await expectError(change("1"), 404, "NOT_FOUND");
    await expectError(change("2"), 409, "IDEMPOTENCY_CONFLICT");
  });

  test("404 of the object before 412", async () => {
    const headers = { "If-Match": '"9"' };
    for (const [method, body] of [
      ["PATCH", { phone: "1" }],
      ["DELETE", {}],
    ] as const) {
      const answer = ask(t, acme.apiKey, method, `${path}/${MISSING}`, { body, headers });
      await expectError(answer, 404, "NOT_FOUND");
    }
  });

  test("412 before 409 of the state", async () => {
    const id = await contactNamed("a@example.com");
    await contactNamed("b@example.com");
    const body = { email: "b@example.com" };
    const change = (tag: string) =>
      ask(t, acme.apiKey, "PATCH", `${path}/${id}`, { body, headers: { "If-Match": tag } });
    await expectError(change('"9"'), 412, "VERSION_CONFLICT");
    await expectError(change('"1"'), 409, "CONFLICT");
  });
});

const remaining = ({ headers }: ApiResponse) => Number(headers.get("X-RateLimit-Remaining"));

describe("a refused request", () => {
  test.each<[number, string, string, unknown, Record<string, string>]>([
    [400, "POST", path, { emial: "x" }, {}],
    [400, "GET", `${path}?x=1`, undefined, {}],
    [404, "GET", `${path}/${MISSING}`, undefined, {}],
    [404, "PATCH", `${path}/${MISSING}`, { phone: "1" }, {}],
    [409, "POST", path, { email: "other@example.com" }, { "Idempotency-Key": "taken" }],
  ])("%i to %s %s spends its token", async (status, method, target, body, headers) => {
    const taken = { body: { email: "a@example.com" }, headers: { "Idempotency-Key": "taken" } };
    const before = await ask(t, acme.apiKey, "POST", path, taken);
    const options = { headers, ...(body === undefined ? {} : { body }) };
    const refused = await ask(t, acme.apiKey, method, target, options);
    expect([refused.status, remaining(refused)]).toEqual([status, remaining(before) - 1]);
    expect(remaining(await ask(t, acme.apiKey, "GET", path))).toBe(remaining(before) - 2);
  });

  test("403 spends its token", async () => {
    const key = await seedKey(t, acme.organizationId, ["objects:read"]);
    const answers = [await ask(t, key, "GET", path), await ask(t, key, "POST", path, { body: {} })];
    expect(answers.map(({ status }) => status)).toEqual([403, 403]);
    expect(answers.map(remaining)).toEqual([99, 98]);
  });

  test("409 that the operation found rolls back the operation, spends its token and keeps its answer", async () => {
    const id = await contactNamed("a@example.com");
    await contactNamed("b@example.com");
    const options = { body: { email: "b@example.com" }, headers: { "Idempotency-Key": "k" } };
    const first = await ask(t, acme.apiKey, "PATCH", `${path}/${id}`, options);
    const again = await ask(t, acme.apiKey, "PATCH", `${path}/${id}`, options);
    expect([first.status, again.status]).toEqual([409, 409]);
    expect(again.headers.get("Idempotency-Replayed")).toBe("true");
    expect(remaining(again)).toBe(remaining(first) - 1);
    expect((await ask(t, acme.apiKey, "GET", `${path}/${id}`)).body.version).toBe(1);
  });
});

describe("strangers", () => {
  test("401 in the same words for every request to every method, right or wrong", async () => {
    const id = await contactNamed("a@example.com");
    const requests: [string, string, unknown?][] = [
      ...[path, `${path}?x=1`, `${path}/${id}`, `${path}/${MISSING}`, `${path}/x`].map(
        (target): [string, string] => ["GET", target],
      ),
      ...[{ email: "a@example.com" }, { emial: 1 }, "not JSON", '{"__proto__":1}', ""].flatMap(
        (body): [string, string, unknown][] => [
          ["POST", path, body],
          ["PATCH", `${path}/${id}`, body],
          ["DELETE", `${path}/${MISSING}`, body],
        ],
      ),
    ];
    const answers = await Promise.all(
      requests.map(([method, target, body]) =>
        ask(t, null, method, target, { ...(body === undefined ? {} : { body }), headers: FIXED_ID }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(requests.map(() => 401));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(new Set(answers.map(({ headers }) => JSON.stringify([...headers]))).size).toBe(1);
  });
});

const FIXED_ID = { "X-Request-Id": "stranger" };
