/** Sends requests from `clients` at a time and gives what each took. Anything but the expected status ends the run. */
export async function load(options: {
  readonly requests: number;
  readonly clients: number;
  readonly expected: number;
  readonly send: (number: number) => Promise<Response>;
}): Promise<{ perSecond: number; medianMs: number; p95Ms: number }> {
  const timesMs: number[] = [];
  let next = 0;
  const startedAtMs = performance.now();
  const client = async () => {
    for (let number = next++; number < options.requests; number = next++) {
      const sentAtMs = performance.now();
      const response = await options.send(number);
      const text = await response.text();
      if (response.status !== options.expected) {
        throw new Error(`Request ${number} answered ${response.status}: ${text}`);
      }
      timesMs.push(performance.now() - sentAtMs);
    }
  };
  await Promise.all(Array.from({ length: options.clients }, client));
  const totalMs = performance.now() - startedAtMs;
  timesMs.sort((left, right) => left - right);
  return {
    perSecond: (options.requests / totalMs) * 1000,
    medianMs: quantile(timesMs, 0.5),
    p95Ms: quantile(timesMs, 0.95),
  };
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
