import { describe, expect, test } from "vitest";
import {
  ask,
  defaultList,
  isNarrowed,
  isWalked,
  type ListShape,
  type ObjectList,
  parseList,
  printList,
  scopeKey,
  widened,
} from "../../components/object/list/objectList";
import { contact } from "../../lib/contacts/object";

const shape: ListShape = {
  parameter: "contact",
  filters: ["tag", "source"],
  subtypes: contact.subtypes,
  statuses: contact.statuses,
};

function parse(query: string): ObjectList {
  return parseList(new URLSearchParams(query), shape);
}

describe("the list in the address", () => {
  test("an empty address is the default list, and the default list an empty address", () => {
    expect(parse("")).toEqual(defaultList);
    expect(printList(defaultList, shape).toString()).toBe("");
  });

  test("every part survives the way there and back", () => {
    const list: ObjectList = {
      search: "a & b=c",
      subtype: "lead",
      status: "inactive",
      values: { tag: "vip", source: "a&b" },
      archived: "all",
      sort: "-name",
      page: 3,
      cursor: "c/1+2",
      size: 25,
      open: "jn7aghp7",
      adding: true,
    };
    expect(parse(printList(list, shape).toString())).toEqual(list);
  });

  test.each([
    "type=king",
    "status=1",
    "archived=maybe",
    "sort=email",
    "size=7",
    "page=0",
    "page=-1",
    "page=x",
    "page=1.5",
    "tag=",
    "industry=Engineering",
    "new=yes",
  ])("%s is not known and falls back", (query) => expect(parse(query)).toEqual(defaultList));
});

test("another question begins at the first page and keeps the open contact", () => {
  const list: ObjectList = { ...defaultList, page: 4, cursor: "c", open: "id" };
  expect(ask(list, { subtype: "lead" })).toEqual({ ...defaultList, subtype: "lead", open: "id" });
});

test("a list is narrowed by a search or a filter, not by its order or page", () => {
  expect(isNarrowed({ ...defaultList, sort: "name", page: 2, size: 25 })).toBe(false);
  expect(isNarrowed({ ...defaultList, search: "a" })).toBe(true);
  expect(isNarrowed({ ...defaultList, archived: "true" })).toBe(true);
});

test("a reset takes search and filters away and leaves order, size and what is open", () => {
  const order: Partial<ObjectList> = { sort: "name", size: 25, open: "id" };
  const list: ObjectList = { ...defaultList, ...order, search: "a", values: { tag: "vip" }, page: 3 };
  expect(widened(list)).toEqual({ ...defaultList, ...order });
});

test("the same objects are in a list whatever its order, page and size", () => {
  const other: ObjectList = { ...defaultList, sort: "name", page: 2, size: 25, open: "id", adding: true };
  expect(scopeKey(other)).toBe(scopeKey(defaultList));
  for (const change of [{ search: "a" }, { values: { tag: "a" } }, { archived: "all" }] as const) {
    expect(scopeKey({ ...defaultList, ...change })).not.toBe(scopeKey(defaultList));
  }
});

test("an open filter alone is counted; with another filter its list is walked", () => {
  const values = { tag: "vip" };
  expect(isNarrowed({ ...defaultList, values })).toBe(true);
  expect(isWalked({ ...defaultList, values })).toBe(false);
  expect(isWalked({ ...defaultList, values, subtype: "lead" })).toBe(true);
  expect(isWalked({ ...defaultList, values: { tag: "vip", source: "api" } })).toBe(true);
  expect(isWalked({ ...defaultList, values, subtype: "lead", search: "a" })).toBe(false);
});

test("only a list by name is walked with a cursor, and never a search", () => {
  expect(isWalked(defaultList)).toBe(false);
  expect(isWalked({ ...defaultList, sort: "-name" })).toBe(true);
  expect(isWalked({ ...defaultList, sort: "name", search: "a" })).toBe(false);
});
