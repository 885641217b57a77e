import { useState } from "react";
import { isWalked, type ObjectList, scopeKey } from "./objectList";

/**
 * Turns pages. A walked list only knows the way forward, so the way back is remembered here; on a page that was opened
 * from a link it leads to the beginning.
 */
export function usePageCursors(
  list: ObjectList,
  nextCursor: string | undefined,
  setList: (list: ObjectList) => void,
): (page: number) => void {
  const [path, setPath] = useState<ReadonlyMap<string, string | undefined>>(new Map());
  const walkKey = (page: number) => [page, list.size, list.sort, scopeKey(list)].join(" ");
  return (page) => {
    if (!isWalked(list)) return setList({ ...list, page, cursor: undefined });
    if (page > list.page) {
      setPath(new Map(path).set(walkKey(list.page), list.cursor));
      return setList({ ...list, page, cursor: nextCursor });
    }
    const isKnown = path.has(walkKey(page));
    setList({ ...list, page: isKnown ? page : 1, cursor: isKnown ? path.get(walkKey(page)) : undefined });
  };
}
