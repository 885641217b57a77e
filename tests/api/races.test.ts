import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { soak } from "../support/rounds";
import { documentsOf } from "./support/documents";
import { atOnce, inParallel } from "./support/parallel";
import { type Answer, type Sent, type Server, startServer } from "./support/server";

const CLIENTS = 64;
const LIMIT = 100;
const REQUESTS = soak(320, 12_000);

let server: Server;
let organizationId: string;
let key: string;
let emails = 0;

beforeAll(async () => {
  server = await startServer();
  organizationId = await server.organization("Races");
  key = (await server.key(organizationId)).secret;
});

afterAll(async () => await server.close());

function freshEmail(): string {
  emails += 1;
  return `race-${emails}@example.com`;
}

async function createContact(email: string): Promise<string> {
  const sent = { method: "POST", path: "/crm/contacts", credential: key, body: { email } };
  return (await server.send(sent)).body.contactId;
}

const contactsOf = (email: string) =>
  documentsOf(server, "objects").filter(({ json }) => json.includes(JSON.stringify(email)));
const madeOf = (name: string) =>
  documentsOf(server, "objects").filter(({ fields }) => String(fields.name).startsWith(name));
const auditOf = (id: string) =>
  documentsOf(server, "objectActions").filter(({ fields }) => fields.objectId === id);

describe("64 parallel clients with one key", () => {
  /** Reads, writes, and what is refused with 400, 403 and 404: all of it spends. */
  const kinds: readonly Omit<Sent, "credential">[] = [
    { method: "GET", path: "/crm/contacts?limit=1" },
    { method: "PATCH", path: `/crm/contacts/${"j".repeat(32)}`, body: { phone: "1" } },
    { method: "GET", path: "/crm/contacts?limt=1" },
    { method: "POST", path: "/crm/contacts", body: { emial: "x" } },
    { method: "GET", path: `/crm/contacts/${"j".repeat(32)}` },
    { method: "POST", path: "/crm/contacts", body: { email: "limited@example.com" } },
  ];

  test("exactly 100 of each minute's requests pass, and count down without gap or repetition", async () => {
    const credential = (await server.key(organizationId, { limitPerMinute: LIMIT })).secret;
    const answers = await sendAll(credential, kinds);
    const windows = byWindow(answers);
    for (const [reset, all] of windows) {
      expect(reset).toMatch(/^\d+$/);
      expect(Number(reset) % 60).toBe(0);
      const passed = all.filter(({ status }) => status !== 429);
      expect(passed).toHaveLength(Math.min(LIMIT, all.length));
      const remaining = passed.map(({ headers }) => Number(headers.get("X-RateLimit-Remaining")));
      const counted = Array.from({ length: passed.length }, (_, index) => LIMIT - 1 - index);
      expect(remaining.sort((left, right) => right - left)).toEqual(counted);
    }
    expect(answers.map(({ headers }) => headers.get("X-RateLimit-Limit"))).toEqual(answers.map(() => "100"));
    expect(answers.filter(({ status }) => ![200, 201, 400, 404, 429].includes(status))).toEqual([]);
    answers.filter(({ status }) => status === 429).forEach(expectRateLimited);
  });

  test("403 spends as well", async () => {
    const { secret } = await server.key(organizationId, { scopes: ["objects:read"], limitPerMinute: LIMIT });
    const answers = await sendAll(secret, kinds);
    const windows = byWindow(answers);
    for (const all of windows.values()) {
      const refused = all.filter(({ status }) => status === 403);
      expect(refused).toHaveLength(Math.min(LIMIT, all.length));
      expect(all.filter(({ status }) => status === 429)).toHaveLength(all.length - refused.length);
    }
  });

  async function sendAll(credential: string, what: typeof kinds): Promise<(Answer & { atMs: number })[]> {
    const requests = Array.from({ length: REQUESTS }, (_, index) => what[index % what.length]);
    return await inParallel(CLIENTS, requests, async (request) => {
      const answer = await server.send({ method: "GET", path: "/", ...request, credential });
      return { ...answer, atMs: Date.now() };
    });
  }

  function byWindow<Timed extends Answer>(answers: readonly Timed[]): Map<string, Timed[]> {
    const windows = new Map<string, Timed[]>();
    for (const answer of answers) {
      const reset = answer.headers.get("X-RateLimit-Reset") ?? "none";
      windows.set(reset, [...(windows.get(reset) ?? []), answer]);
    }
    return windows;
  }

  function expectRateLimited({ headers, body, atMs }: Answer & { atMs: number }): void {
    const { error, message, requestId, retryAfter } = body;
    expect(body).toEqual({
      ...{ code: "RATE_LIMITED", details: [], error, message, requestId, retryAfter },
    });
    expect(message).toBe(error);
    expect(headers.get("Retry-After")).toBe(String(retryAfter));
    expect(headers.get("X-RateLimit-Remaining")).toBe("0");
    const secondsLeft = Number(headers.get("X-RateLimit-Reset")) - atMs / 1000;
    // It was answered some moments before this client took it up.
    expect(retryAfter).toBeGreaterThanOrEqual(Math.max(1, Math.floor(secondsLeft)));
    expect(retryAfter).toBeLessThanOrEqual(secondsLeft + 10);
  }
});

describe("20 parallel requests with one idempotency key", () => {
  const PARALLEL = 20;

  function sendTogether(sent: Omit<Sent, "credential" | "headers">, idempotencyKey: string) {
    const headers = { "Idempotency-Key": idempotencyKey };
    return atOnce(PARALLEL, () => server.send({ ...sent, credential: key, headers }));
  }

  function expectOneEffect(answers: readonly Answer[], status: number): Answer["body"] {
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => status));
    const replayed = answers.filter(({ headers }) => headers.get("Idempotency-Replayed") === "true");
    expect(replayed).toHaveLength(answers.length - 1);
    expect(new Set(answers.map(({ text }) => withoutRequestId(text))).size).toBe(1);
    expect(new Set(answers.map(({ headers }) => headers.get("ETag"))).size).toBe(1);
    return answers[0]?.body;
  }

  test("POST: one contact, one audit entry, one event, 19 replays", async () => {
    const email = freshEmail();
    const sent = { method: "POST", path: "/crm/contacts", body: { email, tags: ["once"] } };
    const { contactId } = expectOneEffect(await sendTogether(sent, "post-1"), 201);
    expect(contactsOf(email).map(({ id }) => id)).toEqual([contactId]);
    expect(auditOf(contactId)).toHaveLength(1);
    const events = documentsOf(server, "events").filter(({ fields }) => fields.objectId === contactId);
    expect(events).toHaveLength(1);
  });

  test("PATCH: one version, one audit entry, 19 replays", async () => {
    const id = await createContact(freshEmail());
    const sent = { method: "PATCH", path: `/crm/contacts/${id}`, body: { notes: "changed" } };
    const { contact } = expectOneEffect(await sendTogether(sent, "patch-1"), 200);
    expect(contact).toMatchObject({ id, version: 2, notes: "changed" });
    expect(auditOf(id)).toHaveLength(2);
  });

  test("DELETE: archived once, 19 replays", async () => {
    const id = await createContact(freshEmail());
    const answers = await sendTogether({ method: "DELETE", path: `/crm/contacts/${id}` }, "delete-1");
    expect(expectOneEffect(answers, 200)).toMatchObject({ success: true, id });
    expect(auditOf(id)).toHaveLength(2);
  });

  test("400: refused once, 19 replays of the refusal", async () => {
    const sent = { method: "POST", path: "/crm/contacts", body: { emial: "x" } };
    expect(expectOneEffect(await sendTogether(sent, "refused-1"), 400).code).toBe("INVALID_REQUEST");
  });

  test("a record outlives kill -9: the same answer again, and no second effect", async () => {
    const email = freshEmail();
    const sent: Sent = {
      ...{ method: "POST", path: "/crm/contacts", credential: key, body: { email } },
      headers: { "Idempotency-Key": "durable-1" },
    };
    const refused: Sent = { ...sent, body: {}, headers: { "Idempotency-Key": "durable-2" } };
    const before = [await server.send(sent), await server.send(refused)];
    await server.deployment.restart("SIGKILL");
    const after = [await server.send(sent), await server.send(refused)];
    expect(after.map(({ status }) => status)).toEqual([201, 400]);
    const replayed = after.map(({ headers }) => headers.get("Idempotency-Replayed"));
    expect(replayed).toEqual(["true", "true"]);
    expect(after.map(({ text }) => withoutRequestId(text))).toEqual(
      before.map(({ text }) => withoutRequestId(text)),
    );
    expect(contactsOf(email)).toHaveLength(1);
  });

  test("who sends again what kill -9 cut off gets every effect once", async () => {
    const sent = Array.from({ length: soak(100, 1000) }, (_, index): Sent => ({
      ...{ method: "POST", path: "/crm/organizations", credential: key, body: { name: `Cut off ${index}` } },
      headers: { "Idempotency-Key": `cut-off-${index}` },
    }));
    const statusOf = async (request: Sent) => (await server.send(request).catch(() => null))?.status ?? 0;
    const first = inParallel(CLIENTS / 4, sent, statusOf);
    await vi.waitFor(() => expect(madeOf("Cut off").length).toBeGreaterThan(sent.length / 4), {
      timeout: 30_000,
      interval: 10,
    });
    await server.deployment.kill();
    const answered = await first;
    await server.deployment.start();
    expect(answered.filter((status) => status === 201).length).toBeLessThan(sent.length);
    const again = await inParallel(CLIENTS / 4, sent, statusOf);
    expect(new Set(again)).toEqual(new Set([201]));
    const names = madeOf("Cut off").map(({ fields }) => String(fields.name));
    expect(names.sort()).toEqual(sent.map((_, index) => `Cut off ${index}`).sort());
  }, 120_000);

  test("two keys of one organization use one idempotency key independently", async () => {
    const other = (await server.key(organizationId)).secret;
    const email = freshEmail();
    const answers = await atOnce(PARALLEL, (index) =>
      server.send({
        ...{ method: "POST", path: "/crm/contacts", body: { email } },
        ...{ credential: index % 2 === 0 ? key : other, headers: { "Idempotency-Key": "shared" } },
      }),
    );
    const fresh = answers.filter(({ headers }) => !headers.has("Idempotency-Replayed"));
    expect(fresh.map(({ status }) => status).sort()).toEqual([200, 201]);
    expect(contactsOf(email)).toHaveLength(1);
  });
});

/** Only errors carry one: every answer tells the id of its own request. */
function withoutRequestId(text: string): string {
  return text.replace(/"requestId":"[^"]*"/, "");
}

test("20 parallel changes of one version: one 200, 19 times 412, and the next version is the winner's", async () => {
  const id = await createContact(freshEmail());
  const change = { method: "PATCH", path: `/crm/contacts/${id}`, credential: key };
  const answers = await atOnce(20, (index) =>
    server.send({ ...change, body: { phone: String(index) }, headers: { "If-Match": '"1"' } }),
  );
  const [won, ...lost] = [...answers].sort((left, right) => left.status - right.status);
  expect([won?.status, new Set(lost.map(({ status }) => status))]).toEqual([200, new Set([412])]);
  const { body } = await server.send({ method: "GET", path: `/crm/contacts/${id}`, credential: key });
  expect(body).toEqual(won?.body.contact);
  expect(auditOf(id)).toHaveLength(2);
});

test("50 parallel upserts of one e-mail: one 201, 49 times 200, one contact", async () => {
  const email = freshEmail();
  const answers = await atOnce(50, (index) =>
    server.send({
      ...{ method: "POST", path: "/crm/contacts", credential: key },
      body: { email: index % 2 === 0 ? email : ` ${email.toUpperCase()} `, phone: String(index) },
    }),
  );
  const statuses = answers.map(({ status }) => status).sort();
  expect(statuses).toEqual([...Array.from({ length: 49 }, () => 200), 201]);
  expect(new Set(answers.map(({ body }) => body.contactId)).size).toBe(1);
  expect(contactsOf(email)).toHaveLength(1);
});
