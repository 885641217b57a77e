/** What the client needs from where it runs. Tests and unusual platforms bring their own. */
export interface Platform {
  readonly fetch: (request: Request) => Promise<Response>;
  /** Resolves after that time, or as soon as the signal is aborted. */
  readonly sleep: (delayMs: number, signal: AbortSignal | undefined) => Promise<void>;
  /** From 0 to below 1. Spreads the attempts of many clients that failed together. */
  readonly random: () => number;
  /** A new idempotency key. */
  readonly newKey: () => string;
}

/** What browsers, Node and Convex have in common. */
export const standardPlatform: Platform = {
  fetch: (request) => globalThis.fetch(request),
  sleep,
  random: () => (randomBytes(4).reduce((sum, byte) => sum * 256 + byte, 0) >>> 0) / 2 ** 32,
  // `crypto.randomUUID` is missing on pages that did not come over https.
  newKey: () => Array.from(randomBytes(16), (byte) => byte.toString(16).padStart(2, "0")).join(""),
};

function sleep(delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", wake);
      resolve();
    };
    const timer = setTimeout(wake, delayMs);
    signal?.addEventListener("abort", wake);
  });
}

function randomBytes(count: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(count));
}
