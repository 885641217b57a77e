import { useEffect, useState } from "react";

interface DatedRow {
  id: string;
  createdAt: number;
  updatedAt: number;
}

interface FreshRowsInput {
  rows: readonly DatedRow[] | undefined;
  /** Which question `rows` answer. Only changes within one question are news. */
  question: string;
  /** False where unknown rows come from the page before and not from somebody's hands. */
  expectsNew: boolean;
}

/** As long as the highlight lasts in globals.css. */
const HIGHLIGHT_MS = 2_600;
const nothing: ReadonlySet<string> = new Set();

/** Rows that were created or changed while the reader was looking. */
export function useFreshRows({ rows, question, expectsNew }: FreshRowsInput): ReadonlySet<string> {
  const [seen, setSeen] = useState<{ question: string; rows: readonly DatedRow[] }>();
  const [fresh, setFresh] = useState(nothing);
  if (rows !== undefined && (seen?.rows !== rows || seen.question !== question)) {
    setSeen({ question, rows });
    if (seen?.question !== question) setFresh(nothing);
    else if (seen.rows !== rows) setFresh(difference(seen.rows, rows, expectsNew));
  }
  useEffect(() => {
    if (fresh.size === 0) return;
    const timer = window.setTimeout(() => setFresh(nothing), HIGHLIGHT_MS);
    return () => window.clearTimeout(timer);
  }, [fresh]);
  return fresh;
}

function difference(
  before: readonly DatedRow[],
  after: readonly DatedRow[],
  expectsNew: boolean,
): ReadonlySet<string> {
  const known = new Map(before.map((row) => [row.id, row.updatedAt]));
  const newest = Math.max(0, ...before.map((row) => row.createdAt));
  const isFresh = (row: DatedRow) => {
    const updatedAt = known.get(row.id);
    // An unknown row that is older only moved up when another one left.
    return updatedAt === undefined ? expectsNew && row.createdAt > newest : updatedAt !== row.updatedAt;
  };
  return new Set(after.filter(isFresh).map((row) => row.id));
}
