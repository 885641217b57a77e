import { AsyncLocalStorage } from "node:async_hooks";
import type { SignInProblem } from "@/components/portal/signInProblem";

/** Nobody waits longer for what a provider answers to this server. */
const PATIENCE_MS = 10_000;

interface Attempt {
  readonly signal: AbortSignal;
  problem: SignInProblem | undefined;
}

const attempts = new AsyncLocalStorage<Attempt>();

/**
 * One step of a sign-in that may need the provider. Auth.js tells the reader of a failure nothing but a kind of its own,
 * so what really went wrong is kept beside its answer.
 */
export async function attempt<Answer>(
  step: () => Promise<Answer>,
): Promise<{ answer: Answer; problem: SignInProblem | undefined }> {
  const current: Attempt = { signal: AbortSignal.timeout(PATIENCE_MS), problem: undefined };
  const answer = await attempts.run(current, step);
  return { answer, problem: current.problem };
}

/** Makes requests to a provider end with the patience of the attempt that they belong to. */
export function inTime(ask: typeof fetch): typeof fetch {
  return async (input, init) => {
    const signal = attempts.getStore()?.signal;
    return await ask(input, signal === undefined ? init : { ...init, signal });
  };
}

/** Remembers why the attempt that is under way comes to nothing. `kind` is Auth.js' word, `reason` what it caught. */
export function noteFailure(kind: string, reason: unknown): void {
  const current = attempts.getStore();
  if (current !== undefined) current.problem = problemOf(kind, reason, current.signal);
}

function problemOf(kind: string, reason: unknown, signal: AbortSignal): SignInProblem {
  // A connection that is refused is a TypeError of `fetch`; a body that never ends is whatever its reader makes of it.
  if (signal.aborted || reason instanceof TypeError) return "no-answer";
  return kind === "OAuthCallbackError" || isWordOfProvider(reason) ? "provider" : "failed";
}

/** An answer that is none, or a refusal. What does not fit this browser's own sign-in is OAUTH_INVALID_RESPONSE. */
function isWordOfProvider(reason: unknown): boolean {
  const code: unknown = reason instanceof Error && "code" in reason ? reason.code : undefined;
  return typeof code === "string" && code.startsWith("OAUTH_") && code !== "OAUTH_INVALID_RESPONSE";
}
