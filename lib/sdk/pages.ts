export interface Page {
  readonly items: readonly unknown[];
  readonly offset: number | null;
  readonly hasMore: boolean;
  readonly nextCursor: string | null;
}

type Query = Readonly<Record<string, unknown>>;

/** Asks for page after page, each from where the one before ended. */
export async function* walkPages(
  query: Query,
  ask: (query: Query) => Promise<Page>,
): AsyncGenerator<unknown, void> {
  let next: Query | null = query;
  while (next !== null) {
    const page: Page = await ask(next);
    yield* page.items;
    next = queryAfter(page, query);
  }
}

/** By cursor where there is one. What a search finds has none, and is read by offset. */
function queryAfter({ items, offset, hasMore, nextCursor }: Page, query: Query): Query | null {
  if (nextCursor !== null) {
    return { ...query, offset: undefined, cursor: nextCursor };
  }
  return hasMore && items.length > 0 ? { ...query, offset: (offset ?? 0) + items.length } : null;
}

/** The page in an answer: `list` is the name of what it is a list of. */
export function pageOf(data: unknown, list: string): Page {
  const fields = new Map<string, unknown>(
    Object.entries(typeof data === "object" && data !== null ? data : {}),
  );
  const items = fields.get(list);
  const offset = fields.get("offset");
  const nextCursor = fields.get("nextCursor");
  if (!Array.isArray(items)) {
    throw new TypeError(`The answer is no page of ${list}`);
  }
  return {
    items,
    offset: typeof offset === "number" ? offset : null,
    hasMore: fields.get("hasMore") === true,
    nextCursor: typeof nextCursor === "string" ? nextCursor : null,
  };
}
