import { describe, expect, test } from "vitest";
import { ask, backend, seedTenant } from "../setup";
import { checkAnswer } from "../support/openApiCheck";

const healthy = {
  status: 200,
  headers: new Headers({
    "Content-Type": "application/json; charset=utf-8",
    "X-Request-Id": "r",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
  }),
  body: { status: "ok", version: "1.0.0" } as unknown,
};

function withHeader(name: string, value: string | null): Headers {
  const headers = new Headers(healthy.headers);
  if (value === null) {
    headers.delete(name);
  } else {
    headers.set(name, value);
  }
  return headers;
}

describe("the check of every answer against the document", () => {
  test("accepts what is declared", () => {
    expect(() => checkAnswer("GET", "/health", healthy)).not.toThrow();
    expect(() => checkAnswer("OPTIONS", "/health", { ...healthy, status: 204, body: null })).not.toThrow();
  });

  test.each([
    ["a status", { status: 201 }, "Status 201 is not declared"],
    ["an undeclared field", { body: { status: "ok", version: "1", x: 1 } }, "additional properties"],
    ["a missing field", { body: { status: "ok" } }, "required property 'version'"],
    ["a wrong value", { body: { status: "fine", version: "1" } }, "/status must be equal to constant"],
    ["an undeclared header", { headers: withHeader("ETag", '"1"') }, "Header etag is not declared"],
    ["a missing header", { headers: withHeader("X-Request-Id", null) }, "Header x-request-id is missing"],
    ["a wrong header", { headers: withHeader("Cache-Control", "public") }, "Header cache-control:"],
    [
      "another content type",
      { headers: withHeader("Content-Type", "text/html") },
      "text/html is not declared",
    ],
  ])("refuses %s", (_what, change, problem) => {
    expect(() => checkAnswer("GET", "/health", { ...healthy, ...change })).toThrow(problem);
  });

  test("refuses an undeclared field inside of a list, and a code that belongs to another status", async () => {
    const t = backend();
    const { apiKey } = await seedTenant(t);
    await ask(t, apiKey, "POST", "/crm/contacts", { body: { email: "a@example.com" } });
    const list = await ask(t, apiKey, "GET", "/crm/contacts");
    const contacts = [{ ...list.body.contacts[0], secret: 1 }];
    const grown = { ...list, body: { ...list.body, contacts } };
    expect(() => checkAnswer("GET", "/crm/contacts", grown)).toThrow('"secret"');

    const missing = await ask(t, apiKey, "GET", `/crm/contacts/${"a".repeat(32)}`);
    const renamed = { ...missing, body: { ...missing.body, code: "CONFLICT" } };
    expect(() => checkAnswer("GET", `/crm/contacts/${"a".repeat(32)}`, renamed)).toThrow("/code");
  });

  test.each([
    ["GET", "/nothing", 200],
    ["PUT", "/health", 404],
  ])("refuses a wrong answer where there is no operation: %s %s", (method, path, status) => {
    expect(() => checkAnswer(method, path, { ...healthy, status })).toThrow(
      `Status ${status} is not declared`,
    );
  });
});
