/** One line per step with the time it took, so that a long first start is never silent. */
export async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  const startedAtMs = performance.now();
  console.log(`… ${title}`);
  const result = await work();
  console.log(`✓ ${title} (${seconds(performance.now() - startedAtMs)})`);
  return result;
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
