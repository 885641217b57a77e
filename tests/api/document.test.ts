import { Validator } from "@seriousme/openapi-schema-validator";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { endpoints } from "../../convex/api/v1/app";
import { errorCatalogue } from "../../lib/errors";
import { version } from "../../lib/version";
import { inProject } from "../../scripts/lib/project";
import { ask, backend } from "../setup";
import type { Content, DocumentedResponse } from "../../lib/api/document/shared";
import { apiDocument, declaredAt, validatorAt } from "../support/openApiCheck";

const document = apiDocument();
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => {
    return { path, method, operation, pointer: ["paths", path, method] };
  }),
);
const answers = operations.flatMap(({ operation, pointer }) =>
  Object.keys(operation.responses).map((status) => {
    const declared = declaredAt<DocumentedResponse>([...pointer, "responses", status]);
    if (declared === undefined) {
      throw new Error("Unreachable: the status was found there");
    }
    return { operation, status, response: declared.value, at: declared.pointer };
  }),
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

test("docs/api.md names every operation with its credential", () => {
  const rows = operations.map(({ path, method, operation }) => {
    const credentials = operation.security.map(({ apiKey }) =>
      apiKey ? `key, \`${apiKey[0]}\`` : "session",
    );
    const credential = credentials.join(" or ") || "none";
    return ["", method.toUpperCase(), `\`${path}\``, `\`${operation.operationId}\``, credential, ""];
  });
  const table = readFileSync(inProject("docs/api.md"), "utf8").split("## Operations")[1] ?? "";
  const lines = table.split("\n").filter((line) => line.startsWith("|"));
  const shown = lines.slice(2).map((line) => line.split("|").map((cell) => cell.trim()));
  expect(shown).toEqual(rows);
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
    for (const { status, response, operation } of answers) {
      const examples = Object.values(response.content["application/json"]?.examples ?? {});
      expect(examples.length, `${operation.operationId} ${status}`).toBeGreaterThan(0);
      for (const { value } of examples as { value: { code?: keyof typeof errorCatalogue } }[]) {
        if (Number(status) >= 400) {
          expect(value.code && errorCatalogue[value.code].status).toBe(Number(status));
        }
      }
    }
  });

  test.each(operations.map((each) => [each.method.toUpperCase(), each.path, each] as const))(
    "%s %s has examples that its own schemas accept",
    (_method, _path, { operation, pointer }) => {
      const own = answers.filter((answer) => answer.operation === operation);
      const bodies: { at: readonly string[]; content: Content }[] = [
        { at: [...pointer, "requestBody"], content: operation.requestBody?.content ?? {} },
        ...own.map(({ at, response: { content } }) => ({ at, content })),
      ];
      for (const { at, content } of bodies) {
        for (const [type, { examples }] of Object.entries(content)) {
          for (const { value } of Object.values(examples) as { value: unknown }[]) {
            expect(validatorAt([...at, "content", type, "schema"])(value), at.join(" ")).toEqual([]);
          }
        }
      }
    },
  );
});
