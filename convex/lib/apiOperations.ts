import type { FunctionReference } from "convex/server";
import { internal } from "../_generated/api";
import type { Permission } from "../../lib/permissions/matrix";
import type { ApiAnswer, ApiCaller } from "./gateway";

type Args = { caller: ApiCaller; requestId: string; input: unknown };

interface Operation<Kind extends "query" | "mutation"> {
  permission: Permission;
  reference: FunctionReference<Kind, "internal", Args, ApiAnswer>;
}

type Operations<Kind extends "query" | "mutation"> = Readonly<Record<string, Operation<Kind>>>;

/** Every operation of the API by its operationId, with the permission that it needs. */
const writes: Operations<"mutation"> = {
  createContact: { permission: "contacts:write", reference: internal.crmApi.createContact },
  updateContact: { permission: "contacts:write", reference: internal.crmApi.updateContact },
  archiveContact: { permission: "contacts:write", reference: internal.crmApi.archiveContact },
  restoreContact: { permission: "contacts:write", reference: internal.crmApi.restoreContact },
};

const reads: Operations<"query"> = {
  getContacts: { permission: "contacts:read", reference: internal.crmApi.getContacts },
  getContact: { permission: "contacts:read", reference: internal.crmApi.getContact },
};

export function writeOperation(operationId: string): Operation<"mutation"> {
  return named(writes, operationId);
}

export function readOperation(operationId: string): Operation<"query"> {
  return named(reads, operationId);
}

/** Names come from our own routes, so a missing one is a bug, not an answer. */
function named<Kind extends "query" | "mutation">(
  operations: Operations<Kind>,
  operationId: string,
): Operation<Kind> {
  const operation = operations[operationId];
  if (operation === undefined) {
    throw new Error(`There is no operation ${operationId}`);
  }
  return operation;
}
