import { useSyncExternalStore } from "react";

let modals: readonly HTMLElement[] = [];
const listeners = new Set<() => void>();

/** Notes an open modal dialog; the answer takes the note back. */
export function addModal(modal: HTMLElement): () => void {
  change([...modals, modal]);
  return () => change(modals.filter((other) => other !== modal));
}

/** The modal dialog on top. Whatever must stay reachable while it is open has to be inside it. */
export function useTopModal(): HTMLElement | undefined {
  return useSyncExternalStore(subscribe, () => modals.at(-1), noModal);
}

function noModal(): undefined {
  return undefined;
}

function change(next: readonly HTMLElement[]): void {
  modals = next;
  for (const notify of listeners) notify();
}

function subscribe(notify: () => void): () => void {
  listeners.add(notify);
  return () => listeners.delete(notify);
}
