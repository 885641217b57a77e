/** Does all of `work` with so many hands; the results are in the order of `work`. */
export async function inParallel<Item, Result>(
  clients: number,
  work: readonly Item[],
  each: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const entries = work.entries();
  const client = async () => {
    // The clients share one iterator, so each takes what comes next.
    for (const [index, item] of entries) {
      results[index] = await each(item, index);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return results;
}

/** The same `count` times, all at once. */
export async function atOnce<Result>(count: number, each: (index: number) => Promise<Result>) {
  return await Promise.all(Array.from({ length: count }, (_, index) => each(index)));
}
