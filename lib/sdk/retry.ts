import { GuildhallError } from "./error";
import type { Platform } from "./platform";

export interface RetryPolicy {
  /** The first one included. 1 means no retries. */
  readonly attemptsMax: number;
  /** Before the second attempt; every later wait is twice as long. */
  readonly delayMsMin: number;
  readonly delayMsMax: number;
  /** A longer `Retry-After` is for the caller to decide about: then the refusal is the answer. */
  readonly retryAfterMsMax: number;
}

export const standardRetries: RetryPolicy = {
  attemptsMax: 4,
  delayMsMin: 250,
  delayMsMax: 8_000,
  // Rate limits are per minute.
  retryAfterMsMax: 60_000,
};

type Outcome = { response: Response } | { failure: unknown };

/**
 * Sends a request until there is an answer that another attempt would not change. Every attempt sends the same bytes
 * and headers, so a write with an idempotency key takes effect once, whichever of the attempts arrived.
 */
export async function sendPatiently(
  request: Request,
  signal: AbortSignal | undefined,
  { fetch, sleep, random }: Platform,
  policy: RetryPolicy,
): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await attemptOnce(fetch, request);
    signal?.throwIfAborted();
    const delayMs = attempt < policy.attemptsMax ? delayAfter(outcome, attempt, random(), policy) : null;
    if (delayMs === null) {
      return answerOf(outcome);
    }
    await sleep(delayMs, signal);
    signal?.throwIfAborted();
  }
}

/** Reads the whole answer, because one that breaks off is as good as none. */
async function attemptOnce(fetch: Platform["fetch"], request: Request): Promise<Outcome> {
  try {
    const answer = await fetch(request.clone());
    const bytes = await answer.arrayBuffer();
    const { status, headers } = answer;
    return { response: new Response(bytes.byteLength === 0 ? null : bytes, { status, headers }) };
  } catch (failure) {
    return { failure };
  }
}

function delayAfter(
  outcome: Outcome,
  attempt: number,
  random: number,
  { delayMsMin, delayMsMax, retryAfterMsMax }: RetryPolicy,
): number | null {
  const backoffMs = Math.min(delayMsMax, delayMsMin * 2 ** (attempt - 1)) * (0.5 + random / 2);
  if ("failure" in outcome) {
    return backoffMs;
  }
  const { status, headers } = outcome.response;
  if (status !== 429 && status < 500) {
    return null;
  }
  const retryAfter = headers.get("Retry-After") ?? "";
  if (!/^\d{1,9}$/.test(retryAfter)) {
    return backoffMs;
  }
  // Those who wait for the same moment should not arrive at the same moment.
  const waitMs = Number(retryAfter) * 1000 + backoffMs;
  return Number(retryAfter) * 1000 > retryAfterMsMax ? null : waitMs;
}

function answerOf(outcome: Outcome): Response {
  if ("response" in outcome) {
    return outcome.response;
  }
  throw new GuildhallError("Guildhall could not be reached.", {
    code: "UNREACHABLE",
    status: 0,
    cause: outcome.failure,
  });
}
