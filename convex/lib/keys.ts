import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { formatApiKey, type KeyEnvironment, SECRET_LENGTH, visiblePrefix } from "../../lib/tokens";
import { appError } from "../../lib/errors";
import { nearest } from "../../lib/nearest";
import { scopes as knownScopes } from "../../lib/permissions/matrix";
import { hashSecret, randomBytesFor } from "./secrets";

export interface NewKey {
  keyId: Id<"apiKeys">;
  /** Shown once: only its hash is stored. */
  secret: string;
  name: string;
  prefix: string;
  scopes: string[];
}

export async function insertKey(
  ctx: MutationCtx,
  organizationId: Id<"organizations">,
  options: { name: string; scopes: string[]; environment?: KeyEnvironment; limitPerMinute?: number },
): Promise<NewKey> {
  const { environment = "live", limitPerMinute = null } = options;
  const name = options.name.trim();
  const scopes = [...new Set(options.scopes)];
  check({ name, scopes, limitPerMinute });
  const secret = formatApiKey(environment, randomBytesFor(SECRET_LENGTH));
  const prefix = visiblePrefix(secret);
  const keyId = await ctx.db.insert("apiKeys", {
    ...{ organizationId, name, prefix, scopes, limitPerMinute },
    tokenHash: await hashSecret(secret),
    createdBy: "system",
    createdAt: Date.now(),
    lastUsedAt: null,
    revokedAt: null,
  });
  return { keyId, secret, name, prefix, scopes };
}

function check(key: { name: string; scopes: string[]; limitPerMinute: number | null }): void {
  if (key.name === "" || key.name.length > 100) {
    throw refusal("name", "must have 1 to 100 characters");
  }
  if (key.scopes.length === 0) {
    throw refusal("scopes", `must name at least one of ${knownScopes.join(", ")}`);
  }
  const known: readonly string[] = knownScopes;
  const unknown = key.scopes.find((scope) => !known.includes(scope));
  if (unknown !== undefined) {
    const suggestion = nearest(unknown, known);
    const hint = suggestion === null ? `one of ${known.join(", ")}` : `did you mean "${suggestion}"?`;
    throw refusal("scopes", `there is no scope "${unknown}": ${hint}`);
  }
  const limit = key.limitPerMinute;
  if (limit !== null && (!Number.isInteger(limit) || limit < 1 || limit > 100_000)) {
    throw refusal("limitPerMinute", "must be an integer from 1 to 100000");
  }
}

function refusal(path: string, message: string) {
  return appError("INVALID_REQUEST", { error: `${path}: ${message}`, details: [{ path, message }] });
}
