import { beforeEach, describe, expect, test } from "vitest";
import { createClient, type Client, type ClientOptions, isGuildhallError } from "../../lib/sdk/client";
import { type Backend, backend, seedTenant, type Tenant } from "../setup";

let t: Backend;
let acme: Tenant;
let client: Client;

beforeEach(async () => {
  t = backend();
  acme = await seedTenant(t);
  client = connect(send);
});

/** The client against the API itself. `fetch` may lose what `send` would bring. */
function connect(fetch: ClientOptions["fetch"]): Client {
  return createClient({
    baseUrl: "https://hall.example",
    token: acme.apiKey,
    fetch,
    sleep: async () => undefined,
  });
}

async function send(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const body = await request.text();
  return await t.fetch(pathname + search, {
    ...{ method: request.method, headers: Object.fromEntries(request.headers) },
    ...(body === "" ? {} : { body }),
  });
}

describe("the client and the API", () => {
  test("a write whose answer was lost takes effect once, and its answer is the first one", async () => {
    let sent = 0;
    const lossy = connect(async (request) => {
      const response = await send(request);
      sent += 1;
      if (sent < 3) {
        throw new TypeError("the connection was lost");
      }
      return response;
    });
    const { data, status, replayed } = await lossy.createContact({ body: { email: "ada@example.com" } });
    expect([sent, status, replayed, data.isNewContact]).toEqual([3, 201, true, true]);
    const { data: contact } = await client.getContact({ path: { id: data.contactId } });
    expect(contact.version).toBe(1);
  });

  test("a list is walked to its end, each object once, whatever else is written", async () => {
    const emails = Array.from({ length: 7 }, (_, index) => `c${index}@example.com`);
    for (const email of emails) {
      await client.createContact({ body: { email } });
    }
    const seen: string[] = [];
    for await (const contact of client.paginate("getContacts", { query: { limit: 2, sort: "createdAt" } })) {
      seen.push(contact.email);
      if (seen.length === 3) {
        await client.createContact({ body: { email: "late@example.com" } });
      }
    }
    expect(seen).toEqual([...emails, "late@example.com"]);
  });

  test("a walk may begin at an offset", async () => {
    for (const email of ["a@example.com", "b@example.com", "c@example.com"]) {
      await client.createContact({ body: { email } });
    }
    const query = { limit: 1, offset: 1, sort: "createdAt" } as const;
    const seen: string[] = [];
    for await (const { email } of client.paginate("getContacts", { query })) {
      seen.push(email);
    }
    expect(seen).toEqual(["b@example.com", "c@example.com"]);
  });

  test("a search is walked to its end, too", async () => {
    for (const index of [1, 2, 3]) {
      await client.createContact({ body: { email: `hopper${index}@example.com` } });
    }
    const seen = new Set<string>();
    for await (const { email } of client.paginate("getContacts", { query: { search: "hopper", limit: 1 } })) {
      seen.add(email);
    }
    expect(seen.size).toBe(3);
  });

  test("a change is bound to the version that it was decided on", async () => {
    const { data } = await client.createContact({ body: { email: "ada@example.com" } });
    const path = { id: data.contactId };
    const { etag } = await client.getContact({ path });
    const ifMatch = etag ?? "";
    await client.updateContact({ path, ifMatch, body: { firstName: "Ada" } });
    const stale: unknown = await client
      .updateContact({ path, ifMatch, body: { firstName: "Bob" } })
      .catch((error: unknown) => error);
    expect(isGuildhallError(stale) && stale.code).toBe("VERSION_CONFLICT");
  });

  test("an error has the request id that was sent", async () => {
    const call = client.getContact({ path: { id: "x" }, requestId: "walk-7" });
    await expect(call).rejects.toMatchObject({ code: "INVALID_REQUEST", requestId: "walk-7" });
  });
});
