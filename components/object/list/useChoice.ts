"use client";

import { useState } from "react";
import type { RowChoice } from "../ObjectTable";

interface Chosen<Row> {
  /** The rows as they were when they were chosen, by id: some may be on other pages now. */
  rows: ReadonlyMap<string, Row>;
  /** Where a range begins. */
  anchor: string | undefined;
}

export interface Choice<Row> extends RowChoice {
  rows: readonly Row[];
  clear: () => void;
  /** Of those that are chosen, only these. */
  keep: (ids: readonly string[]) => void;
}

/**
 * The rows that something will be done with. They stay chosen from page to page and in every order, and not when the list
 * becomes about other objects: nobody should change what they cannot find again.
 */
export function useChoice<Row extends { id: string }>(rows: readonly Row[], scope: string): Choice<Row> {
  const [chosen, setChosen] = useState<Chosen<Row>>(none);
  const [seen, setSeen] = useState(scope);
  if (seen !== scope) {
    setSeen(scope);
    setChosen(none);
  }
  const here = rows.filter(({ id }) => chosen.rows.has(id)).length;
  const state = here === 0 ? "none" : here < rows.length ? "some" : "all";
  const latest = new Map(rows.map((row) => [row.id, row]));
  return {
    rows: [...chosen.rows].map(([id, row]) => latest.get(id) ?? row),
    state,
    has: (id) => chosen.rows.has(id),
    toggle: (id, range) => setChosen(toggled(chosen, rows, id, range)),
    togglePage: () => setChosen({ rows: withRows(chosen.rows, rows, state !== "all"), anchor: undefined }),
    clear: () => setChosen(none),
    keep: (ids) =>
      setChosen((before) => ({
        rows: new Map([...before.rows].filter(([id]) => ids.includes(id))),
        anchor: undefined,
      })),
  };
}

const none = { rows: new Map(), anchor: undefined };

function toggled<Row extends { id: string }>(
  chosen: Chosen<Row>,
  rows: readonly Row[],
  id: string,
  range: boolean,
): Chosen<Row> {
  const at = rows.findIndex((row) => row.id === id);
  const anchor = range ? rows.findIndex((row) => row.id === chosen.anchor) : -1;
  const from = anchor < 0 ? at : Math.min(at, anchor);
  const to = anchor < 0 ? at : Math.max(at, anchor);
  // A range takes over what its first row is.
  const wanted = anchor < 0 ? !chosen.rows.has(id) : chosen.rows.has(chosen.anchor ?? "");
  return { rows: withRows(chosen.rows, rows.slice(from, to + 1), wanted), anchor: id };
}

function withRows<Row extends { id: string }>(
  chosen: ReadonlyMap<string, Row>,
  rows: readonly Row[],
  wanted: boolean,
): ReadonlyMap<string, Row> {
  const next = new Map(chosen);
  for (const row of rows) {
    if (wanted) next.set(row.id, row);
    else next.delete(row.id);
  }
  return next;
}
