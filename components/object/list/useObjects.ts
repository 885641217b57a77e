"use client";

import { useKept } from "../../live/useKept";
import type { LiveQuery } from "../../live/useLiveQuery";
import { useSession } from "../../session/SessionProvider";
import { ANY, isWalked, type ObjectList, printList } from "./objectList";

export interface Objects<Row> {
  /** The newest answer, or the last one while another question loads. */
  rows: readonly Row[] | undefined;
  /** Exact; undefined while it is not known, and where it is not kept. */
  total: number | undefined;
  hasMore: boolean;
  nextCursor: string | undefined;
  /** Which question `rows` answer. */
  question: string;
  isStale: boolean;
  error: Error | undefined;
  retry: () => void;
}

interface Answers<Page, Found> {
  page: LiveQuery<Page>;
  count: LiveQuery<number | null>;
  found: LiveQuery<Found>;
}

/**
 * The objects of one page and how many there are: two subscriptions, so that a change elsewhere in a large list counts
 * anew without reading this page again. A search is one.
 */
export function useObjects<
  Row,
  Page extends { hasMore: boolean; nextCursor: string | null },
  Found extends { hasMore: boolean; total: number | null },
>(
  list: ObjectList,
  { page, count, found }: Answers<Page, Found>,
  rowsOf: (answer: Page | Found) => readonly Row[],
): Objects<Row> {
  const isSearch = list.search !== "";
  const asked = questionOf(list);
  const kept = useKept<Page | Found>(isSearch ? found.data : page.data, asked);
  const total = useKept(isSearch ? found.data?.total : count.data, asked);
  const answer = kept.value;
  return {
    rows: answer === undefined ? undefined : rowsOf(answer),
    // A total of another question may stand only beside the rows of that question.
    total: total.question === kept.question ? (total.value ?? undefined) : undefined,
    hasMore: answer?.hasMore ?? false,
    nextCursor: answer !== undefined && "nextCursor" in answer ? (answer.nextCursor ?? undefined) : undefined,
    question: kept.question,
    isStale: kept.question !== asked,
    error: isSearch ? found.error : page.error,
    retry: isSearch ? found.retry : page.retry,
  };
}

/** The arguments that the functions of every list share. `"skip"` is for the one that is not asked. */
export function useListArgs(list: ObjectList) {
  const { sessionId, organization } = useSession();
  const isSearch = list.search !== "";
  const scope = {
    sessionId,
    organizationId: organization.id,
    archived: list.archived,
    subtype: list.subtype === ANY ? undefined : list.subtype,
    status: list.status === ANY ? undefined : list.status,
  };
  const range = { limit: list.size, offset: (list.page - 1) * list.size };
  const place = isWalked(list) ? { limit: list.size, cursor: list.cursor } : range;
  return {
    isSearch,
    scope,
    page: { sort: list.sort, ...place },
    search: { searchTerm: list.search, ...range },
  };
}

/** Everything of a list but what is open beside and above it. */
function questionOf(list: ObjectList): string {
  const shape = { parameter: "open", subtypes: [], statuses: [], filters: Object.keys(list.values) };
  return printList({ ...list, open: undefined, adding: false }, shape).toString();
}
