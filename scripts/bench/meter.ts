import { createHash, randomUUID } from "node:crypto";
import * as z from "zod";
import { isScope } from "../../lib/permissions/evaluate";
import { type OperationId, permissionOf } from "../../lib/permissions/operations";
import { UsageError } from "../lib/command";
import { callFunction } from "../lib/functions";
import type { Cast } from "./samples";
import type { Tenant } from "./subject";

const documents = { documentsRead: z.number(), documentsWritten: z.number() };
const answer = z.object({ status: z.number(), body: z.record(z.string(), z.unknown()) });
const answered = z.object({ answer, ...documents });
const admitted = z.object({ answer: z.object({ caller: z.unknown() }), ...documents });

/** Documents that one request reads and writes, and what it was answered. */
export interface Cost {
  readonly read: number;
  readonly written: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The mutation that admits a read, and the query. */
export async function measureRead(
  tenant: Tenant,
  cast: Cast,
  operation: OperationId,
  input: object,
): Promise<Cost> {
  const request = requestOf(cast, operation);
  const door = await callFunction(tenant.target, "measure:admit", { request }, admitted);
  const args = { operation, caller: door.answer.caller, input };
  const query = await callFunction(tenant.target, "measure:read", args, answered);
  return {
    read: door.documentsRead + query.documentsRead,
    written: door.documentsWritten,
    body: query.answer.body,
  };
}

/** With an idempotency key, as careful clients send it. */
export async function measureWrite(
  tenant: Tenant,
  cast: Cast,
  operation: OperationId,
  input: object,
): Promise<Cost> {
  const request = {
    ...requestOf(cast, operation),
    ...{ requestId: "bench", input, problems: [] },
    idempotency: { key: randomUUID(), fingerprint: "bench" },
  };
  const measured = await callFunction(tenant.target, "measure:write", { request }, answered);
  if (measured.answer.status >= 300) {
    throw new UsageError(`${operation} answered ${JSON.stringify(measured.answer)}`);
  }
  return { read: measured.documentsRead, written: measured.documentsWritten, body: measured.answer.body };
}

function requestOf({ found }: Cast, operation: OperationId) {
  const kind = isScope(permissionOf[operation]) ? "apiKey" : "session";
  const secret = found.get(kind === "apiKey" ? "apiKey" : "sessionToken") ?? "";
  const tokenHash = createHash("sha256").update(secret).digest("hex");
  return { credential: { kind, tokenHash }, operation, target: `bench ${operation}`, origin: null };
}
