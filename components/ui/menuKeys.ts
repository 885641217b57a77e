/** Letters that come later than this begin another word. */
const WORD_MS = 800;

const word = { text: "", atMs: 0 };

export function firstItem(menu: HTMLElement): HTMLElement | undefined {
  return itemsOf(menu)[0];
}

export function lastItem(menu: HTMLElement): HTMLElement | undefined {
  return itemsOf(menu).at(-1);
}

/** Moves the focus in an open menu; false for a key that does not move it. */
export function moveInMenu(menu: HTMLElement, key: string): boolean {
  const items = itemsOf(menu);
  const current = items.findIndex((item) => item === document.activeElement);
  const targets: Partial<Record<string, number>> = {
    ArrowDown: Math.min(current + 1, items.length - 1),
    ArrowUp: current < 0 ? items.length - 1 : Math.max(current - 1, 0),
    Home: 0,
    End: items.length - 1,
  };
  const target = targets[key];
  if (target === undefined) return false;
  items[target]?.focus();
  return true;
}

interface Typed {
  readonly key: string;
  readonly timeStamp: number;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Letters lead to the next item that begins with them; the same letter again leads to the one after. */
export function typeAhead(menu: HTMLElement, { key, timeStamp, ctrlKey, metaKey, altKey }: Typed): boolean {
  const isInWord = timeStamp - word.atMs < WORD_MS;
  const isLetter = [...key].length === 1 && (key !== " " || (isInWord && word.text !== ""));
  if (!isLetter || ctrlKey || metaKey || altKey) return false;
  word.text = (isInWord ? word.text : "") + key.toLocaleLowerCase();
  word.atMs = timeStamp;
  const [letter = ""] = word.text;
  const isRepeated = [...word.text].every((other) => other === letter);
  const sought = isRepeated ? letter : word.text;
  const items = itemsOf(menu);
  const current = items.findIndex((item) => item === document.activeElement);
  // A word that grows may still mean the item that it has found.
  const start = current < 0 ? 0 : isRepeated ? current + 1 : current;
  const inOrder = [...items.slice(start), ...items.slice(0, start)];
  inOrder.find((item) => textOf(item).startsWith(sought))?.focus();
  return true;
}

function itemsOf(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>("[role^='menuitem']:not(:disabled)")];
}

function textOf(item: HTMLElement): string {
  return (item.textContent ?? "").trim().toLocaleLowerCase();
}
