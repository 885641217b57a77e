import type { ObjectWords } from "../object/objectWords";
import type { Option } from "../ui/Select";

/** What the list of contacts shows, as it stands in the address. */
export interface ContactList {
  search: string;
  subtype: string;
  status: string;
  archived: ArchivedFilter;
  sort: Sort;
  page: number;
  /** Where the page begins when the list is sorted by name; such lists are walked, not counted off. */
  cursor: string | undefined;
  size: number;
  /** The contact that is open beside the list. */
  open: string | undefined;
}

/** Stands for "no filter"; no subtype or status has this name. */
export const ANY = "all";
const archivedFilters = ["false", "true", "all"] as const;
export const sorts = ["-createdAt", "createdAt", "name", "-name"] as const;
export const pageSizes = [25, 50, 100, 200] as const;

export type ArchivedFilter = (typeof archivedFilters)[number];
export type Sort = (typeof sorts)[number];

export const defaultList: ContactList = {
  search: "",
  subtype: ANY,
  status: ANY,
  archived: "false",
  sort: "-createdAt",
  page: 1,
  cursor: undefined,
  size: 50,
  open: undefined,
};

/** Anyone can type into the address, so what is not known falls back to the default. */
export function parseContactList(parameters: URLSearchParams, words: ObjectWords): ContactList {
  const page = Number(parameters.get("page") ?? 1);
  const size = Number(parameters.get("size") ?? defaultList.size);
  return {
    search: parameters.get("q") ?? "",
    subtype: oneOf(valuesOf(words.subtypes), parameters.get("type")) ?? ANY,
    status: oneOf(valuesOf(words.statuses), parameters.get("status")) ?? ANY,
    archived: oneOf(archivedFilters, parameters.get("archived")) ?? defaultList.archived,
    sort: oneOf(sorts, parameters.get("sort")) ?? defaultList.sort,
    page: Number.isSafeInteger(page) && page >= 1 ? page : 1,
    cursor: parameters.get("after") ?? undefined,
    size: pageSizes.find((known) => known === size) ?? defaultList.size,
    open: parameters.get("contact") ?? undefined,
  };
}

export function printContactList(list: ContactList): URLSearchParams {
  const all: [name: string, value: string, initial: string][] = [
    ["q", list.search, defaultList.search],
    ["type", list.subtype, defaultList.subtype],
    ["status", list.status, defaultList.status],
    ["archived", list.archived, defaultList.archived],
    ["sort", list.sort, defaultList.sort],
    ["page", String(list.page), "1"],
    ["after", list.cursor ?? "", ""],
    ["size", String(list.size), String(defaultList.size)],
    ["contact", list.open ?? "", ""],
  ];
  return new URLSearchParams(
    all.flatMap(([name, value, initial]) => (value === initial ? [] : [[name, value]])),
  );
}

/** Another question begins at its first page. */
export function ask(list: ContactList, change: Partial<ContactList>): ContactList {
  return { ...list, page: 1, cursor: undefined, ...change };
}

export function isNarrowed({ search, subtype, status, archived }: ContactList): boolean {
  return search !== "" || subtype !== ANY || status !== ANY || archived !== "false";
}

/** Lists by time have counted positions; lists by name are walked with a cursor. */
export function isWalked({ search, sort }: ContactList): boolean {
  return search === "" && (sort === "name" || sort === "-name");
}

function valuesOf(options: readonly Option<string>[]): string[] {
  return options.map(({ value }) => value);
}

function oneOf<Value extends string>(values: readonly Value[], value: string | null): Value | undefined {
  return values.find((known) => known === value);
}
