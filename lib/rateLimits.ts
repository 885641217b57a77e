/** A fixed window of time and what has been taken from it. */
export interface RateWindow {
  startMs: number;
  used: number;
}

/** What a request is told about its limit. `ok` is false when nothing was left for it. */
export interface RateLimit {
  ok: boolean;
  limit: number;
  remaining: number;
  /** The window's end, in milliseconds since the epoch. */
  resetAt: number;
}

/** Takes one of `limit` tokens of the window that `nowMs` lies in. Windows begin at multiples of `periodMs`. */
export function takeFrom(
  window: RateWindow | null,
  { limit, periodMs, nowMs }: { limit: number; periodMs: number; nowMs: number },
): { window: RateWindow; rateLimit: RateLimit } {
  const startMs = Math.floor(nowMs / periodMs) * periodMs;
  const before = window?.startMs === startMs ? window.used : 0;
  const ok = before < limit;
  const used = ok ? before + 1 : before;
  return {
    window: { startMs, used },
    rateLimit: { ok, limit, remaining: Math.max(0, limit - used), resetAt: startMs + periodMs },
  };
}

/** Whole seconds until the window's end, at least one, so that whoever waits them is in the next window. */
export function retryAfterSeconds({ resetAt }: RateLimit, nowMs: number): number {
  return Math.max(1, Math.ceil((resetAt - nowMs) / 1000));
}
