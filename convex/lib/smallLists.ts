import { checkPageRequest } from "./lists";

export interface PageRequest {
  limit?: number;
  offset?: number;
}

/** What a list's answer says besides its items. */
export interface SmallPage {
  total: number;
  limit: number;
  offset: number;
  hasMore: boolean;
  nextCursor: null;
}

const LIMIT_DEFAULT = 50;

/** A page of a list that has a low ceiling by its nature, so that it is read whole and counted by that: latest first. */
export function smallPage<Item extends { createdAt: number }>(
  all: readonly Item[],
  request: PageRequest,
): SmallPage & { items: Item[] } {
  checkPageRequest(request);
  const { limit = LIMIT_DEFAULT, offset = 0 } = request;
  const items = all.toSorted((a, b) => b.createdAt - a.createdAt).slice(offset, offset + limit);
  const hasMore = offset + items.length < all.length;
  return { items, total: all.length, limit, offset, hasMore, nextCursor: null };
}
