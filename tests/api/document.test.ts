import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, test } from "vitest";
import { endpoints } from "../../convex/api/v1/app";
import { errorCatalogue } from "../../lib/errors";
import { version } from "../../lib/version";
import { ask, backend } from "../setup";
import { apiDocument, validatorAt } from "../support/openApiCheck";

const document = apiDocument();
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

describe("GET /openapi.json", () => {
  test("200 with the address that was asked, for anyone", async () => {
    const { status, body } = await ask(backend(), null, "GET", "/openapi.json");
    expect([status, body.openapi, body.info.version]).toEqual([200, "3.1.0", version]);
    expect(body.servers).toEqual([{ url: "https://some.convex.site/api/v1" }]);
    expect({ ...body, servers: [] }).toEqual(JSON.parse(JSON.stringify({ ...document, servers: [] })));
  });

  test("400 for a query", async () => {
    expect((await ask(backend(), null, "GET", "/openapi.json?x=1")).status).toBe(400);
  });
});

describe("the document", () => {
  test("is valid OpenAPI 3.1", async () => {
    const result = await new Validator().validate(JSON.parse(JSON.stringify(document)));
    expect(result).toEqual({ valid: true });
  });

  test("has every route once, with a name, a summary and examples", () => {
    expect(operations.map(({ operation }) => operation.operationId).sort()).toEqual(
      endpoints.map(({ route }) => route.operationId).sort(),
    );
    for (const { operation } of operations) {
      expect(operation.summary).toMatch(/^[A-Z].*\.$/);
      expect(operation.tags).toHaveLength(1);
    }
  });

  test("says which credential each operation needs, and none of those that need none", () => {
    const open = operations.filter(({ operation }) => operation.security.length === 0);
    expect(open.map(({ path }) => path)).toEqual(["/health", "/openapi.json"]);
  });

  test("tells of every header that may be sent", () => {
    const sent = (id: string) => {
      const found = operations.find(({ operation }) => operation.operationId === id);
      return found?.operation.parameters.flatMap((parameter) =>
        "$ref" in parameter ? [parameter.$ref.split("/").at(-1)] : [],
      );
    };
    expect(sent("getContact")).toEqual(["X-Request-Id"]);
    expect(sent("createContact")).toEqual(["X-Request-Id", "Idempotency-Key"]);
    expect(sent("updateContact")).toEqual(["X-Request-Id", "Idempotency-Key", "If-Match"]);
  });

  test("has an example of every code that an operation may answer", () => {
    for (const { operation } of operations) {
      for (const [status, { content }] of Object.entries(operation.responses)) {
        const examples = Object.values(content["application/json"]?.examples ?? {});
        expect(examples.length, `${operation.operationId} ${status}`).toBeGreaterThan(0);
        for (const { value } of examples as { value: { code?: keyof typeof errorCatalogue } }[]) {
          if (Number(status) >= 400) {
            expect(value.code && errorCatalogue[value.code].status).toBe(Number(status));
          }
        }
      }
    }
  });

  test.each(
    operations.map(({ path, method, operation }) => [method.toUpperCase(), path, operation] as const),
  )("%s %s has examples that its own schemas accept", (method, path, operation) => {
    const pointer = ["paths", path, method.toLowerCase()];
    const bodies = [
      { at: [...pointer, "requestBody"], content: operation.requestBody?.content ?? {} },
      ...Object.entries(operation.responses).map(([status, { content }]) => ({
        at: [...pointer, "responses", status],
        content,
      })),
    ];
    for (const { at, content } of bodies) {
      for (const [type, { examples }] of Object.entries(content)) {
        for (const { value } of Object.values(examples) as { value: unknown }[]) {
          expect(validatorAt([...at, "content", type, "schema"])(value), at.join(" ")).toEqual([]);
        }
      }
    }
  });
});
