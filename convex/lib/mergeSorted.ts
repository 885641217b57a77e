interface Head<Item> {
  item: Item;
  rest: AsyncIterator<Item>;
}

/** Several sorted sources as one. It holds one item of each source ahead, so it reads that many more than it yields. */
export async function* mergeSorted<Item>(
  sources: readonly AsyncIterable<Item>[],
  comesFirst: (a: Item, b: Item) => boolean,
): AsyncIterable<Item> {
  const heads: Head<Item>[] = [];
  for (const source of sources) {
    const rest = source[Symbol.asyncIterator]();
    const first = await rest.next();
    if (first.done !== true) {
      heads.push({ item: first.value, rest });
    }
  }
  while (heads.length > 0) {
    const head = heads.reduce((best, other) => (comesFirst(other.item, best.item) ? other : best));
    yield head.item;
    const next = await head.rest.next();
    if (next.done === true) {
      heads.splice(heads.indexOf(head), 1);
    } else {
      head.item = next.value;
    }
  }
}
