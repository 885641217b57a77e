import fc from "fast-check";
import { expect, test } from "vitest";
import type { MutationCtx } from "../../convex/_generated/server";
import { countList, type ListFilters, listPage } from "../../convex/lib/lists";
import {
  archiveObject,
  createObjects,
  fieldsOf,
  findUnique,
  type Origin,
  restoreObject,
  type StoredObject,
  updateObject,
} from "../../convex/lib/objectStore";
import { contact } from "../../lib/contacts/object";
import { crmOrganization } from "../../lib/crmOrganizations/object";
import { type Sort, sorts } from "../../lib/lists/cursor";
import type { Archived } from "../../lib/lists/placements";
import { type Backend, backend, seedTenant } from "../setup";
import { soak } from "../support/rounds";

const COMPANIES = 2;
const NO_COMPANY = -1;

type Valued<Arbitrary> = Arbitrary extends fc.Arbitrary<infer Value> ? Value : never;

interface Model {
  email: string;
  name: string;
  subtype: string;
  status: string;
  source: string;
  tags: string[];
  company: number;
  archived: boolean;
  createdKey: string;
  nameKey: string;
}

const subtype = fc.constantFrom("lead", "customer", "prospect");
const status = fc.constantFrom("active", "inactive");
const source = fc.constantFrom("api", "event");
const tags = fc.uniqueArray(fc.constantFrom("vip", "new", "größe"), { maxLength: 3 });
const name = fc.constantFrom("Anna", "ärger", "Zoë", "bo", "😀 smile");
/** The number of one of two companies, or that of none. */
const company = fc.constantFrom(0, 1, NO_COMPANY);
const fields = fc.record({ subtype, status, source, tags, name, company });
const command = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("create" as const),
      batch: fc.array(fields, { minLength: 1, maxLength: 30 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("update" as const), target: fc.nat(), fields }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom("archive", "restore"), target: fc.nat() }) },
);

interface Question {
  filters: ListFilters;
  /** Of which company, besides. */
  company?: number;
  selects: (row: Model) => boolean;
}

/** Combinations that no list is kept for: right by cursor, without a total and without offsets. */
const uncounted: Question[] = [
  {
    filters: { subtype: "lead", values: { source: "api" } },
    selects: (row) => row.subtype === "lead" && row.source === "api",
  },
  {
    filters: { status: "active", values: { source: "event", tag: "vip" } },
    selects: (row) => row.status === "active" && row.source === "event" && row.tags.includes("vip"),
  },
  {
    filters: { values: { tag: "vip" } },
    company: 1,
    selects: (row) => row.company === 1 && row.tags.includes("vip"),
  },
];

/** Every combination with an exact total, by what each of them selects. */
const counted: Question[] = [
  { filters: {}, selects: () => true },
  { filters: { subtype: "lead" }, selects: (row) => row.subtype === "lead" },
  { filters: { status: "inactive" }, selects: (row) => row.status === "inactive" },
  {
    filters: { subtype: "customer", status: "active" },
    selects: (row) => row.subtype === "customer" && row.status === "active",
  },
  { filters: { values: { source: "event" } }, selects: (row) => row.source === "event" },
  { filters: { values: { tag: "größe" } }, selects: (row) => row.tags.includes("größe") },
  { filters: {}, company: 0, selects: (row) => row.company === 0 },
  {
    filters: { subtype: "lead" },
    company: 0,
    selects: (row) => row.company === 0 && row.subtype === "lead",
  },
  {
    filters: { subtype: "customer", status: "active" },
    company: 1,
    selects: (row) => row.company === 1 && row.subtype === "customer" && row.status === "active",
  },
];

test("every list, total and page equals those of a naive model", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(command, { minLength: 1, maxLength: 14 }),
      fc.integer({ min: 1, max: 9 }),
      check,
    ),
    { numRuns: soak(8, 200) },
  );
});

async function check(commands: Valued<typeof command>[], limit: number) {
  const t = backend();
  const { organizationId } = await seedTenant(t);
  const origin: Origin = { organizationId, actor: { kind: "system", id: null }, requestId: null };
  const companies = await t.run((ctx) => createCompanies(ctx, origin));
  const model: Model[] = [];
  for (const step of commands) {
    await t.run((ctx) => apply(ctx, origin, { model, companies }, step));
  }
  const narrowed = ({ filters, company }: Question, archived: Archived): ListFilters => {
    const values = company === undefined ? {} : { crmOrganizationId: companies[company] };
    return { ...filters, archived, values: { ...filters.values, ...values } };
  };
  for (const archived of ["false", "true", "all"] as const) {
    const listed = model.filter((row) => archived === "all" || row.archived === (archived === "true"));
    for (const question of counted) {
      const rows = listed.filter(question.selects);
      await checkList(t, organizationId, narrowed(question, archived), rows, limit);
    }
    for (const question of uncounted) {
      const rows = listed.filter(question.selects);
      await checkUncounted(t, organizationId, narrowed(question, archived), rows, limit);
    }
  }
}

async function checkUncounted(
  t: Backend,
  organizationId: Origin["organizationId"],
  filters: ListFilters,
  rows: readonly Model[],
  limit: number,
) {
  await t.run(async (ctx) => {
    expect(await countList(ctx, organizationId, contact, filters)).toBeNull();
    for (const sort of sorts) {
      const found = await walk(ctx, organizationId, filters, { sort, limit });
      expect(found).toEqual(inOrder(rows, sort));
    }
    const page = listPage(ctx, organizationId, contact, filters, { limit, offset: 1 });
    await expect(page).rejects.toThrow("cursor");
  });
}

async function checkList(
  t: Backend,
  organizationId: Origin["organizationId"],
  filters: ListFilters,
  rows: readonly Model[],
  limit: number,
) {
  await t.run(async (ctx) => {
    expect(await countList(ctx, organizationId, contact, filters)).toBe(rows.length);
    for (const sort of sorts) {
      const expected = inOrder(rows, sort);
      expect(await walk(ctx, organizationId, filters, { sort, limit })).toEqual(expected);
    }
    for (const sort of ["createdAt", "-createdAt"] as const) {
      const expected = inOrder(rows, sort);
      for (const offset of [1, limit, rows.length >> 1, rows.length - 1, rows.length, rows.length + 5]) {
        const page = await listPage(ctx, organizationId, contact, filters, {
          sort,
          limit,
          offset: Math.max(0, offset),
        });
        const start = Math.max(0, offset);
        expect(emails(page.objects)).toEqual(expected.slice(start, start + limit));
        expect(page.hasMore).toBe(start + limit < rows.length);
      }
    }
  });
}

/** All pages of a list, by following its cursors. */
async function walk(
  ctx: MutationCtx,
  organizationId: Origin["organizationId"],
  filters: ListFilters,
  { sort, limit }: { sort: Sort; limit: number },
): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listPage(ctx, organizationId, contact, filters, { sort, limit, cursor });
    found.push(...emails(page.objects));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}

async function createCompanies(ctx: MutationCtx, origin: Origin): Promise<string[]> {
  const fields = { subtype: null, description: null, status: "active" };
  const drafts = Array.from({ length: COMPANIES }, (_, number) => ({
    ...fields,
    name: `Company ${number}`,
    properties: { tags: [], customFields: {} },
  }));
  const created = await createObjects(ctx, origin, crmOrganization, drafts);
  return created.map(({ _id }) => _id);
}

interface World {
  model: Model[];
  companies: readonly string[];
}

async function apply(
  ctx: MutationCtx,
  origin: Origin,
  { model, companies }: World,
  step: Valued<typeof command>,
) {
  const draftOf = (given: Valued<typeof fields>, email: string) => draftIn(companies, given, email);
  const rowOf = (object: StoredObject) => rowIn(companies, object);
  if (step.kind === "create") {
    const drafts = step.batch.map((given, index) => draftOf(given, `c${model.length + index}@example.com`));
    const created = await createObjects(ctx, origin, contact, drafts);
    model.push(...created.map(rowOf));
    return;
  }
  const row = model[step.target % Math.max(1, model.length)];
  if (row === undefined) {
    return;
  }
  const object = await findUnique(ctx, origin.organizationId, contact, row.email);
  if (object === null) {
    throw new Error(`${row.email} is gone`);
  }
  if ("fields" in step) {
    const changed = { ...fieldsOf(contact, object), ...draftOf(step.fields, row.email) };
    Object.assign(row, rowOf(await updateObject(ctx, origin, contact, object, changed)));
  } else {
    const move = step.kind === "archive" ? archiveObject : restoreObject;
    Object.assign(row, rowOf(await move(ctx, origin, contact, object)));
  }
}

function draftIn(
  companies: readonly string[],
  { company, source, tags, ...base }: Valued<typeof fields>,
  email: string,
) {
  const link = company === NO_COMPANY ? {} : { crmOrganizationId: companies[company] };
  const properties = { email, source, tags, customFields: {}, eventRegistrations: [], ...link };
  return { ...base, description: null, properties };
}

function rowIn(companies: readonly string[], object: StoredObject): Model {
  const { name, status, archived, createdKey, nameKey, customProperties } = object;
  const { email, source, tags } = customProperties as Pick<Model, "email" | "source" | "tags">;
  const company = companies.indexOf(customProperties.crmOrganizationId as string);
  const base = { email, name, subtype: object.subtype ?? "", status, source, tags, company };
  return { ...base, archived, createdKey, nameKey };
}

function inOrder(rows: readonly Model[], sort: Sort): string[] {
  const field = sort.endsWith("name") ? "nameKey" : "createdKey";
  const sign = sort.startsWith("-") ? -1 : 1;
  const sorted = rows.toSorted((a, b) => sign * Buffer.compare(Buffer.from(a[field]), Buffer.from(b[field])));
  return sorted.map((row) => row.email);
}

function emails(objects: readonly StoredObject[]): string[] {
  return objects.map((object) => object.customProperties.email as string);
}
