export interface Page {
  readonly items: readonly unknown[];
  readonly nextCursor: string | null;
}

/** Asks for page after page, each from where the one before ended. */
export async function* walkPages(
  query: Readonly<Record<string, unknown>>,
  ask: (query: Record<string, unknown>) => Promise<Page>,
): AsyncGenerator<unknown, void> {
  let next: Record<string, unknown> | null = { ...query };
  while (next !== null) {
    const { items, nextCursor }: Page = await ask(next);
    yield* items;
    // A list is read by offset or by cursor, not by both; the first page has used the offset up.
    next = nextCursor === null ? null : { ...query, offset: undefined, cursor: nextCursor };
  }
}

/** The page in an answer: `list` is the name of what it is a list of. */
export function pageOf(data: unknown, list: string): Page {
  const fields = new Map(Object.entries(typeof data === "object" && data !== null ? data : {}));
  const items: unknown = fields.get(list);
  const nextCursor: unknown = fields.get("nextCursor");
  if (!Array.isArray(items) || (typeof nextCursor !== "string" && nextCursor !== null)) {
    throw new TypeError(`The answer is no page of ${list}`);
  }
  return { items, nextCursor };
}
