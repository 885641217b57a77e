import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseSchema } from "../../embedded/deploy/schema";
import { Store } from "../../embedded/store/store";

describe("a schema", () => {
  const index = (name: string, of: readonly string[] = [name]) => ({ indexDescriptor: name, fields: of });
  const search = (name: string, filterFields: readonly string[] = []) => {
    return { indexDescriptor: name, searchField: name, filterFields };
  };
  const some = <T>(count: number, make: (name: string) => T) =>
    Array.from({ length: count }, (_, i) => make(`i${i}`));
  const parse = (table: object) => () => {
    const whole = { tableName: "t", indexes: [], searchIndexes: [], documentType: null, ...table };
    return parseSchema({ tables: [whole], schemaValidation: true });
  };
  const sixteen = some(16, (name) => name);
  const long = "a".repeat(65);

  test.each([
    { tableName: "a".repeat(64) },
    { indexes: some(32, (name) => index(name)) },
    { indexes: some(28, (name) => index(name)), searchIndexes: some(4, (name) => search(`s${name}`)) },
    { indexes: [index("a".repeat(64), sixteen)] },
    { searchIndexes: [search("s", sixteen)] },
  ])("passes at the limit: %#", (table) => {
    expect(parse(table)().tables).toHaveLength(1);
  });

  test.each([
    ['Invalid table name: "_t"', { tableName: "_t" }],
    [`Invalid table name: "${long}"`, { tableName: long }],
    ['Table "t" cannot have more than 32 indexes.', { indexes: some(33, (name) => index(name)) }],
    ['Table "t" cannot have more than 4 search indexes.', { searchIndexes: some(5, (name) => search(name)) }],
    ["Indexes may have up to 16 fields.", { indexes: [index("i", [...sixteen, "a"])] }],
    ["Search indexes may have up to 16 filter fields.", { searchIndexes: [search("s", [...sixteen, "a"])] }],
    [`Invalid index name: "${long}". Identifiers must be 64 characters or less`, { indexes: [index(long)] }],
    ['cannot name an index "by_id" because the name is reserved.', { indexes: [index("by_id", ["a"])] }],
    ['Table "t" has two or more definitions of index "i".', { indexes: [index("i"), index("i", ["b"])] }],
    ['In table "t" index "i" must have at least one field.', { indexes: [index("i", [])] }],
    ["Duplicate field a. Index fields must be unique", { indexes: [index("i", ["a", "a"])] }],
    ["`_creationTime` is automatically added", { indexes: [index("i", ["a", "_creationTime"])] }],
    ["`_id` is not a valid index field.", { indexes: [index("i", ["_id"])] }],
  ])("%s", (text, table) => {
    expect(parse(table)).toThrow(text);
  });
});

test("a deployment has 10,000 tables", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tables-"));
  const store = new Store(
    folder,
    () => null,
    () => undefined,
  );
  for (let i = 0; i < 10_000; i++) store.catalog.ensure("", `t${i}`);
  expect(() => store.catalog.ensure("component", "more")).toThrow("Number of tables cannot exceed 10000.");
  expect(store.catalog.ensure("", "t9999").name).toBe("t9999");
  expect(store.catalog.ensure("", "_storage").name).toBe("_storage");
  store.close();
  await rm(folder, { recursive: true });
});
