import { describe, expect, test, vi } from "vitest";
import {
  type ClientOptions,
  createClient,
  type GuildhallError,
  isGuildhallError,
} from "../../lib/sdk/client";

type Script = (Response | Error | (() => Promise<Response>))[];

/** A client of a server that answers as it is told, one after the other, and of a clock that only notes its waits. */
function scripted(script: Script, options: Partial<ClientOptions> = {}) {
  const requests: { method: string; url: string; headers: Headers; body: string }[] = [];
  const waitsMs: number[] = [];
  let keys = 0;
  const client = createClient({
    baseUrl: "https://hall.example/",
    token: "ghk_test_x",
    fetch: async (request) => {
      requests.push({
        ...{ method: request.method, url: request.url, headers: request.headers },
        body: await request.text(),
      });
      const step = script.shift() ?? new Error("The script has ended");
      if (step instanceof Error) {
        throw step;
      }
      return typeof step === "function" ? await step() : step;
    },
    sleep: async (delayMs) => void waitsMs.push(delayMs),
    random: () => 1,
    newKey: () => `key-${(keys += 1)}`,
    ...options,
  });
  return { client, requests, waitsMs };
}

function answer(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/json", "X-Request-Id": "req-1", ...headers },
  });
}

function refusal(status: number, code: string, extra = {}, headers: Record<string, string> = {}): Response {
  return answer(status, { error: "No.", code, details: [], requestId: "req-1", ...extra }, headers);
}

const created = {
  success: true,
  contactId: "c1",
  crmOrganizationId: null,
  isNewContact: true,
  message: "ok",
};
const network = new TypeError("fetch failed");

async function failure(call: Promise<unknown>): Promise<GuildhallError> {
  const error: unknown = await call.catch((thrown: unknown) => thrown);
  if (!isGuildhallError(error)) {
    throw new Error("Expected a GuildhallError", { cause: error });
  }
  return error;
}

describe("a request", () => {
  test("goes to the operation's address with its parameters, body and headers", async () => {
    const { client, requests } = scripted([answer(200, { success: true, contact: {} }), answer(200, {})]);
    await client.updateContact({
      path: { id: "a/b" },
      body: { firstName: "Ada" },
      ...{ ifMatch: '"3"', requestId: "mine", idempotencyKey: "once" },
    });
    await client.getContacts({ query: { search: "a&b", limit: 5, offset: undefined } });
    expect(requests.map(({ method, url, body }) => [method, url, body])).toEqual([
      ["PATCH", "https://hall.example/api/v1/crm/contacts/a%2Fb", '{"firstName":"Ada"}'],
      ["GET", "https://hall.example/api/v1/crm/contacts?search=a%26b&limit=5", ""],
    ]);
    expect(Object.fromEntries(requests[0]?.headers ?? [])).toMatchObject({
      ...{ authorization: "Bearer ghk_test_x", "content-type": "application/json" },
      ...{ "if-match": '"3"', "x-request-id": "mine", "idempotency-key": "once" },
    });
    expect(requests[1]?.headers.has("Idempotency-Key")).toBe(false);
  });

  test("without a token carries none", async () => {
    const { client, requests } = scripted([answer(200, { status: "ok", version: "1" })], {
      token: undefined,
    });
    await client.getHealth();
    expect(requests[0]?.headers.has("Authorization")).toBe(false);
  });

  test("gives the body with what the headers say", async () => {
    const headers = { ETag: '"4"', "Idempotency-Replayed": "true", "X-RateLimit-Remaining": "7" };
    const { client } = scripted([answer(201, created, headers)]);
    const {
      data,
      status,
      requestId,
      etag,
      replayed,
      headers: all,
    } = await client.createContact({
      body: { email: "a@example.com" },
    });
    expect({ data, status, requestId, etag, replayed }).toEqual({
      ...{ data: created, status: 201, requestId: "req-1", etag: '"4"', replayed: true },
    });
    expect(all.get("X-RateLimit-Remaining")).toBe("7");
  });
});

describe("another attempt", () => {
  const write = { body: { email: "a@example.com" } };

  test("follows lost answers and faults of the server, later each time, with the same key and body", async () => {
    const torn = () => {
      const stream = new ReadableStream({ start: (controller) => controller.error(network) });
      return Promise.resolve(new Response(stream, { status: 201 }));
    };
    const { client, requests, waitsMs } = scripted([network, torn, refusal(503, "X"), answer(201, created)]);
    expect((await client.createContact(write)).data).toEqual(created);
    expect(waitsMs).toEqual([250, 500, 1000]);
    expect(requests.map(({ headers }) => headers.get("Idempotency-Key"))).toEqual(Array(4).fill("key-1"));
    expect(new Set(requests.map(({ body }) => body))).toEqual(new Set([JSON.stringify(write.body)]));
  });

  test("has no key when the caller wants none", async () => {
    const { client, requests } = scripted([network, answer(201, created)]);
    await client.createContact({ ...write, idempotencyKey: null });
    expect(requests.map(({ headers }) => headers.has("Idempotency-Key"))).toEqual([false, false]);
  });

  test("of another call has another key", async () => {
    const { client, requests } = scripted([answer(201, created), answer(201, created)]);
    await client.createContact(write);
    await client.createContact(write);
    expect(requests.map(({ headers }) => headers.get("Idempotency-Key"))).toEqual(["key-1", "key-2"]);
  });

  test("waits at least as long as Retry-After says", async () => {
    const limited = refusal(429, "RATE_LIMITED", { retryAfter: 17 }, { "Retry-After": "17" });
    const { client, waitsMs } = scripted([limited, answer(201, created)], { random: () => 0 });
    await client.createContact(write);
    expect(waitsMs).toEqual([17_125]);
  });

  test("is left to the caller when Retry-After is too long", async () => {
    const limited = refusal(429, "RATE_LIMITED", { retryAfter: 3600 }, { "Retry-After": "3600" });
    const { client, waitsMs } = scripted([limited]);
    const { code, status, retryAfter } = await failure(client.createContact(write));
    expect([code, status, retryAfter, waitsMs]).toEqual(["RATE_LIMITED", 429, 3600, []]);
  });

  test.each([400, 401, 403, 404, 409, 412, 413, 415])("is not made after %i", async (status) => {
    const { client, requests } = scripted([refusal(status, "CODE")]);
    expect((await failure(client.createContact(write))).status).toBe(status);
    expect(requests).toHaveLength(1);
  });

  test("is not made more often than allowed, and the last failure is told", async () => {
    const { client, requests, waitsMs } = scripted(Array<Error>(9).fill(network), {
      retries: { attemptsMax: 6, delayMsMax: 1500 },
    });
    const error = await failure(client.getContacts());
    expect([error.code, error.status, error.cause]).toEqual(["UNREACHABLE", 0, network]);
    expect([requests.length, waitsMs]).toEqual([6, [250, 500, 1000, 1500, 1500]]);
  });

  test("spreads, so that clients that failed together do not come back together", async () => {
    const { client, waitsMs } = scripted([network, answer(200, {})], { random: () => 0 });
    await client.getHealth();
    expect(waitsMs).toEqual([125]);
  });

  test("is not made once the signal is aborted, not even at the end of a wait", async () => {
    const stop = new AbortController();
    const reason = new Error("Enough");
    const { client, requests } = scripted([network, answer(200, {})], {
      sleep: async () => stop.abort(reason),
    });
    await expect(client.getHealth({ signal: stop.signal })).rejects.toBe(reason);
    expect(requests).toHaveLength(1);
  });
});

describe("the standard platform", () => {
  test("ends a call while it waits, and leaves no timer behind", async () => {
    vi.useFakeTimers();
    const stop = new AbortController();
    const waiting = createClient({
      baseUrl: "https://hall.example",
      fetch: () => Promise.reject(network),
      retries: { delayMsMin: 60_000 },
    }).getHealth({ signal: stop.signal });
    const outcome = expect(waiting).rejects.toThrow("Enough");
    await vi.advanceTimersByTimeAsync(1000);
    stop.abort(new Error("Enough"));
    await outcome;
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });
});

describe("an error", () => {
  test("carries what the API said", async () => {
    const details = [{ path: "email", message: "must be an e-mail address" }];
    const { client } = scripted([refusal(400, "INVALID_REQUEST", { details })]);
    const error = await failure(client.createContact({ body: { email: "x" } }));
    expect(error).toMatchObject({
      ...{ name: "GuildhallError", message: "No.", code: "INVALID_REQUEST", status: 400 },
      ...{ details, requestId: "req-1", retryAfter: null },
    });
  });

  test.each([200, 404, 502])("says so when %i came from something else", async (status) => {
    const page = () => Promise.resolve(new Response("<html>", { status }));
    const { client } = scripted([page, page, page, page]);
    const error = await failure(client.getHealth());
    expect([error.code, error.status, error.requestId]).toEqual(["UNEXPECTED_ANSWER", status, null]);
    expect(error.message).not.toContain("<html>");
  });

  test("is not taken for one when it is another", () => {
    expect([isGuildhallError(new Error("x")), isGuildhallError(null)]).toEqual([false, false]);
  });
});
