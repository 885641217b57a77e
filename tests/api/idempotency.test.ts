import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { internal } from "../../convex/_generated/api";
import { DAY, MINUTE } from "../../lib/time";
import { type ApiResponse, ask, type Backend, backend, seedKey, seedTenant, type Tenant } from "../setup";

const path = "/crm/contacts";
const MISSING = "j".repeat(32);
const NOW = 1_800_000_000_000;

let t: Backend;
let acme: Tenant;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  t = backend();
  acme = await seedTenant(t, "Acme");
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

interface Options {
  credential?: string;
  method?: string;
  path?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

async function sendWith(key: string, options: Options = {}): Promise<ApiResponse> {
  const { credential = acme.apiKey, method = "POST", body = { email: "a@example.com" } } = options;
  const headers = { "Idempotency-Key": key, ...options.headers };
  return await ask(t, credential, method, options.path ?? path, { body, headers });
}

async function sendAll(requests: readonly Options[]): Promise<ApiResponse[]> {
  return await Promise.all(requests.map((request, index) => sendWith(`key-${index}`, request)));
}

const contactNamed = async (email: string) => {
  const { body } = await ask(t, acme.apiKey, "POST", path, { body: { email } });
  return body.contactId as string;
};

const records = () => t.run((ctx) => ctx.db.query("idempotencyKeys").take(10));
const isReplay = ({ headers }: ApiResponse) => headers.get("Idempotency-Replayed") === "true";

function expectReplay(again: ApiResponse, first: ApiResponse): void {
  expect([isReplay(first), isReplay(again)]).toEqual([false, true]);
  expect(again.status).toBe(first.status);
  expect(again.headers.get("ETag")).toBe(first.headers.get("ETag"));
  const { requestId: _first, ...before } = first.body;
  const { requestId: _again, ...after } = again.body;
  expect(after).toEqual(before);
}

describe("the first answer is repeated", () => {
  test("201 and no second effect, whatever happened in between", async () => {
    const first = await sendWith("k");
    await ask(t, acme.apiKey, "PATCH", `${path}/${first.body.contactId}`, { body: { phone: "1" } });
    expectReplay(await sendWith("k"), first);
  });

  test("200 with its ETag, although the object has another one by now", async () => {
    const id = await contactNamed("a@example.com");
    const patch = { method: "PATCH", path: `${path}/${id}`, body: { phone: "1" } };
    const first = await sendWith("k", patch);
    await ask(t, acme.apiKey, "PATCH", `${path}/${id}`, { body: { phone: "2" } });
    expectReplay(await sendWith("k", patch), first);
    expect(first.headers.get("ETag")).toBe('"2"');
  });

  test("400 with its details", async () => {
    const first = await sendWith("k", { body: { emial: "x" } });
    expect(first.body.details.length).toBeGreaterThan(0);
    expectReplay(await sendWith("k", { body: { emial: "x" } }), first);
  });

  test("404, 409 and 412, although the reason may be gone", async () => {
    const [one, two] = [await contactNamed("one@example.com"), await contactNamed("two@example.com")];
    const requests: Options[] = [
      { method: "DELETE", path: `${path}/${MISSING}`, body: {} },
      { method: "PATCH", path: `${path}/${one}`, body: { email: "two@example.com" } },
      { method: "PATCH", path: `${path}/${one}`, body: { phone: "1" }, headers: { "If-Match": '"2"' } },
    ];
    const firsts = await sendAll(requests);
    expect(firsts.map(({ status }) => status)).toEqual([404, 409, 412]);
    await ask(t, acme.apiKey, "PATCH", `${path}/${two}`, { body: { email: "else@example.com" } });
    await ask(t, acme.apiKey, "PATCH", `${path}/${one}`, { body: { phone: "9" } });
    const again = await sendAll(requests);
    again.forEach((answer, index) => expectReplay(answer, firsts[index] ?? expect.fail("Unreachable")));
  });

  test("a replay spends a token of its own and tells what is left now", async () => {
    const first = await sendWith("k");
    const again = await sendWith("k");
    const left = (answer: ApiResponse) => Number(answer.headers.get("X-RateLimit-Remaining"));
    expect(left(again)).toBe(left(first) - 1);
  });

  test("every error tells the id of its own request", async () => {
    const sendAs = (id: string) => sendWith("k", { body: {}, headers: { "X-Request-Id": id } });
    expect((await sendAs("first")).body.requestId).toBe("first");
    expect((await sendAs("again")).body.requestId).toBe("again");
  });
});

describe("a key belongs to one credential, method and path", () => {
  test("201 for the same key of another credential, of another organization too", async () => {
    await sendWith("k");
    const other = await seedTenant(t, "Other");
    const sibling = await seedKey(t, acme.organizationId, ["contacts:write"]);
    const answers = [
      await sendWith("k", { credential: other.apiKey, body: { email: "b@example.com" } }),
      await sendWith("k", { credential: sibling, body: { email: "c@example.com" } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  });

  test("200 for the same key on another path and with another method", async () => {
    const { body } = await sendWith("k");
    const changed = { method: "PATCH", path: `${path}/${body.contactId}`, body: { phone: "1" } };
    const answers = [
      await sendWith("k", changed),
      await sendWith("k", { ...changed, method: "DELETE", body: {} }),
      await sendWith("k", { ...changed, method: "POST", path: `${changed.path}/restore`, body: {} }),
    ];
    expect(answers.map((answer) => [answer.status, isReplay(answer)])).toEqual([
      [200, false],
      [200, false],
      [200, false],
    ]);
  });

  test.each<[string, Options]>([
    ["another body", { body: { email: "b@example.com" } }],
    ["another If-Match", { headers: { "If-Match": '"1"' } }],
  ])("409 IDEMPOTENCY_CONFLICT for %s", async (_case, different) => {
    const first = { method: "PATCH", path: `${path}/${await contactNamed("x@example.com")}` };
    await sendWith("k", { ...first, body: { phone: "1" } });
    const { status, body } = await sendWith("k", { ...first, body: { phone: "1" }, ...different });
    expect([status, body.code, body.details]).toEqual([409, "IDEMPOTENCY_CONFLICT", []]);
    expect(await records()).toHaveLength(1);
  });
});

describe("24 hours", () => {
  test("a record is repeated up to them, then forgotten, and the key is free for another request", async () => {
    const first = await sendWith("k");
    vi.setSystemTime(NOW + DAY - 1);
    expectReplay(await sendWith("k"), first);
    vi.setSystemTime(NOW + DAY);
    const later = await sendWith("k", { body: { email: "other@example.com" } });
    expect([later.status, isReplay(later)]).toEqual([201, false]);
    vi.setSystemTime(NOW + 2 * DAY - 1);
    expectReplay(await sendWith("k", { body: { email: "other@example.com" } }), later);
    expect(await records()).toHaveLength(1);
  });

  test("records that are over are collected, others stay", async () => {
    await sendWith("old");
    vi.setSystemTime(NOW + DAY / 2);
    await sendWith("young");
    vi.setSystemTime(NOW + DAY);
    await t.mutation(internal.maintenance.collect, {});
    expect((await records()).map(({ key }) => key)).toEqual(["young"]);
  });
});

describe("never kept", () => {
  test("401", async () => {
    expect((await sendWith("k", { credential: "none" })).status).toBe(401);
    expect(await records()).toEqual([]);
  });

  test("403: the same request passes once its key may do it", async () => {
    const credential = await seedKey(t, acme.organizationId, ["contacts:read"]);
    expect((await sendWith("k", { credential })).status).toBe(403);
    await t.run(async (ctx) => {
      const [key] = await ctx.db.query("apiKeys").order("desc").take(1);
      await ctx.db.patch("apiKeys", key?._id ?? expect.fail("There is no key"), { scopes: ["*"] });
    });
    expect((await sendWith("k", { credential })).status).toBe(201);
  });

  test("429: the same request passes in the next minute", async () => {
    const { secret: credential } = await t.mutation(internal.apiKeys.create, {
      ...{ organizationId: acme.organizationId, name: "Slow", scopes: ["*"], limitPerMinute: 1 },
    });
    await ask(t, credential, "GET", path);
    expect((await sendWith("k", { credential })).status).toBe(429);
    expect(await records()).toEqual([]);
    vi.setSystemTime(NOW + MINUTE);
    expect((await sendWith("k", { credential })).status).toBe(201);
  });

  test("500: the same request passes once the fault is mended", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const id = await contactNamed("a@example.com");
    const object = await t.run((ctx) => ctx.db.query("objects").first());
    const setProperties = (customProperties: Record<string, unknown>) =>
      t.run((ctx) =>
        ctx.db.patch("objects", object?._id ?? expect.fail("There is no contact"), { customProperties }),
      );
    await setProperties({ broken: true });
    const patch = { method: "PATCH", path: `${path}/${id}`, body: { phone: "1" } };
    expect((await sendWith("k", patch)).status).toBe(500);
    expect(await records()).toEqual([]);
    await setProperties(object?.customProperties ?? {});
    expect((await sendWith("k", patch)).status).toBe(200);
  });
});

describe("the header", () => {
  test("400 at Idempotency-Key for one that is empty, too long or not printable ASCII", async () => {
    for (const key of ["", " ", "x".repeat(256), "clé", "tab\there"]) {
      const { status, body } = await sendWith(key);
      expect([key, status, body.code]).toEqual([key, 400, "INVALID_REQUEST"]);
      expect(body.details).toEqual([{ path: "Idempotency-Key", message: expect.any(String) }]);
    }
    expect(await records()).toEqual([]);
    expect((await sendWith("x".repeat(255))).status).toBe(201);
  });

  test("200 for GET, which ignores it", async () => {
    for (const key of ["k", "k", "clé"]) {
      const answer = await ask(t, acme.apiKey, "GET", path, { headers: { "Idempotency-Key": key } });
      expect([answer.status, isReplay(answer)]).toEqual([200, false]);
    }
    expect(await records()).toEqual([]);
  });
});
