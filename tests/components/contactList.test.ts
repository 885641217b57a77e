import { describe, expect, test } from "vitest";
import {
  ask,
  type ContactList,
  defaultList,
  isNarrowed,
  isWalked,
  parseContactList,
  printContactList,
} from "../../components/contacts/contactList";
import { wordsIn } from "../../components/object/objectWords";
import { contact } from "../../lib/contacts/object";

const words = wordsIn("en", contact);

function parse(query: string): ContactList {
  return parseContactList(new URLSearchParams(query), words);
}

describe("the list in the address", () => {
  test("an empty address is the default list, and the default list an empty address", () => {
    expect(parse("")).toEqual(defaultList);
    expect(printContactList(defaultList).toString()).toBe("");
  });

  test("every part survives the way there and back", () => {
    const list: ContactList = {
      search: "a & b=c",
      subtype: "lead",
      status: "inactive",
      archived: "all",
      sort: "-name",
      page: 3,
      cursor: "c/1+2",
      size: 25,
      open: "jn7aghp7",
    };
    expect(parse(printContactList(list).toString())).toEqual(list);
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
  ])("%s is not known and falls back", (query) => expect(parse(query)).toEqual(defaultList));
});

test("another question begins at the first page and keeps the open contact", () => {
  const list: ContactList = { ...defaultList, page: 4, cursor: "c", open: "id" };
  expect(ask(list, { subtype: "lead" })).toEqual({ ...defaultList, subtype: "lead", open: "id" });
});

test("a list is narrowed by a search or a filter, not by its order or page", () => {
  expect(isNarrowed({ ...defaultList, sort: "name", page: 2, size: 25 })).toBe(false);
  expect(isNarrowed({ ...defaultList, search: "a" })).toBe(true);
  expect(isNarrowed({ ...defaultList, archived: "true" })).toBe(true);
});

test("only a list by name is walked with a cursor, and never a search", () => {
  expect(isWalked(defaultList)).toBe(false);
  expect(isWalked({ ...defaultList, sort: "-name" })).toBe(true);
  expect(isWalked({ ...defaultList, sort: "name", search: "a" })).toBe(false);
});
