/** What a list of objects shows, as it stands in the address. */
export interface ObjectList {
  search: string;
  subtype: string;
  status: string;
  /** By open filters, like a tag: what is set of them, by name. */
  values: Readonly<Partial<Record<string, string>>>;
  archived: ArchivedFilter;
  sort: Sort;
  page: number;
  /** Where the page begins when the list is walked instead of counted off. */
  cursor: string | undefined;
  size: number;
  /** The object that is open beside the list. */
  open: string | undefined;
  /** Whether a new one is being made. */
  adding: boolean;
}

/** What the address of a type's list can say. */
export interface ListShape {
  /** The parameter that holds the open object, like `contact`. */
  parameter: string;
  subtypes: readonly string[];
  statuses: readonly string[];
  /** The names of open filters. */
  filters: readonly string[];
}

/** Stands for "no filter"; no subtype or status has this name. */
export const ANY = "all";
const archivedFilters = ["false", "true", "all"] as const;
export const sorts = ["-createdAt", "createdAt", "name", "-name"] as const;
export const pageSizes = [25, 50, 100, 200] as const;

export type ArchivedFilter = (typeof archivedFilters)[number];
export type Sort = (typeof sorts)[number];

export const defaultList: ObjectList = {
  search: "",
  subtype: ANY,
  status: ANY,
  values: {},
  archived: "false",
  sort: "-createdAt",
  page: 1,
  cursor: undefined,
  size: 50,
  open: undefined,
  adding: false,
};

/** Anyone can type into the address, so what is not known falls back to the default. */
export function parseList(parameters: URLSearchParams, shape: ListShape): ObjectList {
  const page = Number(parameters.get("page") ?? 1);
  const size = Number(parameters.get("size") ?? defaultList.size);
  return {
    search: parameters.get("q") ?? "",
    subtype: oneOf(shape.subtypes, parameters.get("type")) ?? ANY,
    status: oneOf(shape.statuses, parameters.get("status")) ?? ANY,
    values: Object.fromEntries(
      shape.filters.flatMap((name) => {
        const value = parameters.get(name) ?? "";
        return value === "" ? [] : [[name, value]];
      }),
    ),
    archived: oneOf(archivedFilters, parameters.get("archived")) ?? defaultList.archived,
    sort: oneOf(sorts, parameters.get("sort")) ?? defaultList.sort,
    page: Number.isSafeInteger(page) && page >= 1 ? page : 1,
    cursor: parameters.get("after") ?? undefined,
    size: pageSizes.find((known) => known === size) ?? defaultList.size,
    open: parameters.get(shape.parameter) ?? undefined,
    adding: parameters.get("new") === "1",
  };
}

export function printList(list: ObjectList, shape: ListShape): URLSearchParams {
  const all: [name: string, value: string, initial: string][] = [
    ["q", list.search, defaultList.search],
    ["type", list.subtype, defaultList.subtype],
    ["status", list.status, defaultList.status],
    ...shape.filters.map((name): [string, string, string] => [name, list.values[name] ?? "", ""]),
    ["archived", list.archived, defaultList.archived],
    ["sort", list.sort, defaultList.sort],
    ["page", String(list.page), "1"],
    ["after", list.cursor ?? "", ""],
    ["size", String(list.size), String(defaultList.size)],
    [shape.parameter, list.open ?? "", ""],
    ["new", list.adding ? "1" : "", ""],
  ];
  return new URLSearchParams(
    all.flatMap(([name, value, initial]) => (value === initial ? [] : [[name, value]])),
  );
}

/** Another question begins at its first page. */
export function ask(list: ObjectList, change: Partial<ObjectList>): ObjectList {
  return { ...list, page: 1, cursor: undefined, ...change };
}

/** The same list without search and filters. */
export function widened(list: ObjectList): ObjectList {
  const { search, subtype, status, values, archived } = defaultList;
  return ask(list, { search, subtype, status, values, archived });
}

export function isNarrowed({ search, subtype, status, values, archived }: ObjectList): boolean {
  return isSet(search) || isChosen(subtype) || isChosen(status) || isAnySet(values) || archived !== "false";
}

/** Which objects the list is about, whatever their order and wherever its page begins. */
export function scopeKey({ search, subtype, status, values, archived }: ObjectList): string {
  return JSON.stringify([search, subtype, status, Object.entries(values), archived]);
}

/**
 * Lists by time have counted positions. Lists by name are walked with a cursor, and so are those of an open filter that
 * is combined with another filter.
 */
export function isWalked({ search, sort, subtype, status, values }: ObjectList): boolean {
  const isByTime = sort === "createdAt" || sort === "-createdAt";
  const open = Object.keys(values).length;
  const isCounted = open === 0 || (open === 1 && !isChosen(subtype) && !isChosen(status));
  return !isSet(search) && !(isByTime && isCounted);
}

function isSet(text: string): boolean {
  return text !== "";
}

function isChosen(choice: string): boolean {
  return choice !== ANY;
}

function isAnySet(values: ObjectList["values"]): boolean {
  return Object.keys(values).length > 0;
}

function oneOf<Value extends string>(values: readonly Value[], value: string | null): Value | undefined {
  return values.find((known) => known === value);
}
