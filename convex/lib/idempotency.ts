import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { DAY } from "../../lib/time";
import { type ApiAnswer, refusal } from "./gateway";

/** For how long a first answer is repeated. */
const KEPT_FOR = DAY;

/** What makes two requests the same one: where they were sent under which key, and what they held. */
export interface IdempotentRequest {
  scope: string;
  key: string;
  fingerprint: string;
}

export type IdempotencyRecord = Doc<"idempotencyKeys">;

export async function findRecord(
  ctx: MutationCtx,
  { scope, key }: IdempotentRequest,
): Promise<IdempotencyRecord | null> {
  return await ctx.db
    .query("idempotencyKeys")
    .withIndex("by_scope_and_key", (q) => q.eq("scope", scope).eq("key", key))
    .unique();
}

/** What a request is answered whose key was used before, or null if that was too long ago to count. */
export function repeatedAnswer(
  record: IdempotencyRecord | null,
  { fingerprint }: IdempotentRequest,
): (ApiAnswer & { replayed?: true }) | null {
  if (record === null || record.expiresAt <= Date.now()) {
    return null;
  }
  const { answer } = record;
  if (record.fingerprint !== fingerprint) {
    return refusal("IDEMPOTENCY_CONFLICT");
  }
  if (answer.kind === "secret") {
    const error = "This request was answered already, with a secret that is not shown twice.";
    return refusal("IDEMPOTENCY_CONFLICT", { error, details: [{ path: "id", message: answer.objectId }] });
  }
  const { status, body, version } = answer;
  return { status, body: JSON.parse(body) as unknown, version, replayed: true };
}

/** What a repetition may well change: the credential's powers, the minute, and our own faults. */
const NOT_KEPT = [401, 403, 429];

/** Keeps a first answer in the transaction of its effect. */
export async function keepAnswer(
  ctx: MutationCtx,
  previous: IdempotencyRecord | null,
  request: IdempotentRequest,
  { status, body, version, secretOf }: ApiAnswer,
): Promise<void> {
  if (status >= 500 || NOT_KEPT.includes(status)) {
    return;
  }
  const answer: IdempotencyRecord["answer"] =
    secretOf === undefined
      ? { kind: "kept", status, body: JSON.stringify(body), version }
      : { kind: "secret", objectId: secretOf };
  const record = { ...request, answer, expiresAt: Date.now() + KEPT_FOR };
  if (previous === null) {
    await ctx.db.insert("idempotencyKeys", record);
  } else {
    await ctx.db.replace("idempotencyKeys", previous._id, record);
  }
}
