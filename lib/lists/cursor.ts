/** The orders that lists can be read in. `-` is descending. */
export const sorts = ["createdAt", "-createdAt", "name", "-name"] as const;
export type Sort = (typeof sorts)[number];

/**
 * A cursor is a place between two objects of a list: the order it was made in and the key of the last object that
 * was answered. Opaque to callers; it holds no secret, and a forged one can only name another place of one's own list.
 */
export function encodeCursor(sort: Sort, key: string): string {
  const bytes = new TextEncoder().encode(`${sort}:${key}`);
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");
}

/** The key inside a cursor of this order, or null if it is none. */
export function decodeCursor(sort: Sort, cursor: string): string | null {
  if (!/^[A-Za-z0-9_-]{4,1000}$/.test(cursor) || cursor.length % 4 === 1) {
    return null;
  }
  const binary = atob(cursor.replace(/-/g, "+").replace(/_/g, "/"));
  const text = new TextDecoder().decode(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
  return text.startsWith(`${sort}:`) ? text.slice(sort.length + 1) : null;
}
