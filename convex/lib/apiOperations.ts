import type { FunctionReference } from "convex/server";
import { internal } from "../_generated/api";
import type { OperationId } from "../../lib/permissions/operations";
import type { ApiAnswer, ApiCaller } from "./gateway";

type Args = { caller: ApiCaller; requestId: string; input: unknown };
type Reference<Kind extends "query" | "mutation"> = FunctionReference<Kind, "internal", Args, ApiAnswer>;

/** What a write is limited by besides its credential. `input` has passed the route's checks. */
export interface ExtraLimit {
  name: string;
  limit: number;
  keyOf: (input: unknown) => string;
}

interface WriteOperation {
  reference: Reference<"mutation">;
  extraLimit?: ExtraLimit;
}

/** The function behind every operation of the API. What each needs is in `lib/permissions/operations.ts`. */
const writes: Partial<Record<OperationId, WriteOperation>> = {
  createContact: { reference: internal.crmApi.createContact },
  createContactFromEvent: { reference: internal.crmApi.createContactFromEvent },
  updateContact: { reference: internal.crmApi.updateContact },
  archiveContact: { reference: internal.crmApi.archiveContact },
  restoreContact: { reference: internal.crmApi.restoreContact },
  createCrmOrganization: { reference: internal.crmOrganizationsApi.createCrmOrganization },
  updateCrmOrganization: { reference: internal.crmOrganizationsApi.updateCrmOrganization },
  archiveCrmOrganization: { reference: internal.crmOrganizationsApi.archiveCrmOrganization },
  restoreCrmOrganization: { reference: internal.crmOrganizationsApi.restoreCrmOrganization },
};

const reads: Partial<Record<OperationId, Reference<"query">>> = {
  getContacts: internal.crmApi.getContacts,
  getContact: internal.crmApi.getContact,
  getCrmOrganizations: internal.crmOrganizationsApi.getCrmOrganizations,
  getCrmOrganization: internal.crmOrganizationsApi.getCrmOrganization,
  getContactsByOrganization: internal.crmOrganizationsApi.getContactsByOrganization,
};

export function writeOperation(operationId: OperationId): WriteOperation {
  return named(writes[operationId], operationId);
}

export function readOperation(operationId: OperationId): Reference<"query"> {
  return named(reads[operationId], operationId);
}

/** Names come from our own routes, so a missing one is a bug, not an answer. */
function named<Found>(operation: Found | undefined, operationId: OperationId): Found {
  if (operation === undefined) {
    throw new Error(`There is no operation ${operationId}`);
  }
  return operation;
}
