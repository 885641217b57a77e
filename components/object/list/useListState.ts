"use client";

import { useCallback } from "react";
import { useUrlState } from "../../live/useUrlState";
import { ask, type ListShape, type ObjectList, parseList, printList } from "./objectList";

export interface ListState {
  list: ObjectList;
  shape: ListShape;
  setList: (list: ObjectList, how?: "push" | "replace") => void;
  /** Asks another question, from its first page on. */
  change: (change: Partial<ObjectList>, how?: "push" | "replace") => void;
  open: (id: string | undefined) => void;
  /** Opens and closes the form of a new object. */
  add: (adding: boolean) => void;
  hrefOf: (id: string) => string;
}

/** A list that stands in the address. */
export function useListState(shape: ListShape): ListState {
  const parse = useCallback((parameters: URLSearchParams) => parseList(parameters, shape), [shape]);
  const print = useCallback((list: ObjectList) => printList(list, shape), [shape]);
  const [list, setList] = useUrlState(parse, print);
  return {
    list,
    shape,
    setList,
    change: (change, how) => setList(ask(list, change), how),
    // Opening is a step that the back button undoes; leafing through objects is not.
    open: (id) => setList({ ...list, open: id, adding: false }, list.open === undefined ? "push" : "replace"),
    add: (adding) => setList({ ...list, adding }, adding ? "push" : "replace"),
    hrefOf: (id) => `?${printList({ ...list, open: id, adding: false }, shape).toString()}`,
  };
}
