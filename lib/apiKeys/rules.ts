import { appError } from "../errors";
import { permits } from "../permissions/evaluate";
import { type Role, type Scope, scopes as knownScopes } from "../permissions/matrix";
import { DAY, HOUR } from "../time";

const OVERLAP_MAX = 30 * DAY;

/** Nobody hands out more than they have: a key would be a way around one's own role. */
export function checkMayGive(role: Role, scopes: readonly string[]): void {
  const missing = knownScopes.find((scope) => scopes.includes(scope) && !mayGive(role, scope));
  if (missing !== undefined) {
    throw appError("FORBIDDEN", { error: `Your role (${role}) may not give a key the scope ${missing}.` });
  }
}

/** `portal:sync` is a program's alone, so no role has it: who may make keys may give it. */
function mayGive(role: Role, scope: Scope): boolean {
  if (scope === "*") {
    return knownScopes.every((one) => one === "*" || mayGive(role, one));
  }
  return permits({ kind: "user", role }, scope === "portal:sync" ? "apiKeys:write" : scope);
}

/** When a key ends, as its row holds it. */
export interface KeyTimes {
  createdAt: number;
  expiresAt?: number | null;
  revokedAt: number | null;
}

export function isActive({ expiresAt, revokedAt }: KeyTimes, nowMs: number): boolean {
  return revokedAt === null && (expiresAt ?? Infinity) > nowMs;
}

/** What a rotation makes of the old key, and when the new one ends: it lives as long as the old one was given. */
export function rotation(
  { createdAt, expiresAt = null, revokedAt }: KeyTimes,
  { overlapHours, nowMs }: { overlapHours: number; nowMs: number },
): { old: Pick<KeyTimes, "expiresAt" | "revokedAt">; expiresAt: number | null } {
  if (!Number.isFinite(overlapHours) || overlapHours < 0 || overlapHours * HOUR > OVERLAP_MAX) {
    const message = `must be from 0 to ${OVERLAP_MAX / HOUR}`;
    throw appError("INVALID_REQUEST", { details: [{ path: "overlapHours", message }] });
  }
  if (!isActive({ createdAt, expiresAt, revokedAt }, nowMs)) {
    throw appError("INVALID_STATE", { error: "This API key has ended. Create a new one." });
  }
  const end = Math.min(expiresAt ?? Infinity, Math.ceil(nowMs + overlapHours * HOUR));
  return {
    old: overlapHours === 0 ? { expiresAt, revokedAt: nowMs } : { expiresAt: end, revokedAt: null },
    expiresAt: expiresAt === null ? null : nowMs + (expiresAt - createdAt),
  };
}
