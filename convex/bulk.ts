import { type Infer, v } from "convex/values";
import * as z from "zod";
import { contact } from "../lib/contacts/object";
import { crmOrganization } from "../lib/crmOrganizations/object";
import { appError, type AppErrorData, isAppError } from "../lib/errors";
import { tags } from "../lib/ontology/fields";
import { internal } from "./_generated/api";
import { internalMutation, type MutationCtx } from "./_generated/server";
import { parseInput } from "./lib/input";
import {
  archiveObject,
  fieldsOf,
  loadObject,
  type Origin,
  restoreObject,
  type StoredObject,
  updateObject,
} from "./lib/objectStore";
import { staffMutation, staffOrigin } from "./lib/staff";
import { actor } from "./schemas/objects";

/** What the types that can be changed together have in common: they are archived, and they have tags. */
const definitions = { crm_contact: contact, crm_organization: crmOrganization } as const;

/** As many as one transaction changes comfortably, and as a person still looks through. */
const OBJECTS_MAX = 25;

const type = v.union(v.literal("crm_contact"), v.literal("crm_organization"));
const change = v.union(
  v.object({ kind: v.literal("archive") }),
  v.object({ kind: v.literal("restore") }),
  v.object({ kind: v.literal("tags"), add: v.array(v.string()), remove: v.array(v.string()) }),
);
const tagChange = z.strictObject({ kind: z.literal("tags"), add: tags(), remove: tags() });

type Change = Infer<typeof change>;

export type BulkResult =
  | { id: string; ok: true; version: number; changed: boolean }
  | ({ id: string; ok: false } & Pick<AppErrorData, "code" | "error" | "details">);

/**
 * Does the same to several objects, to each by itself: one that cannot be changed says why, and stops no other. An id that
 * is given twice is done once.
 */
export const changeObjects = staffMutation({
  args: { organizationId: v.string(), type, ids: v.array(v.string()), change },
  handler: async (ctx, { organizationId, ids, ...args }): Promise<{ results: BulkResult[] }> => {
    const { resource } = definitions[args.type];
    const origin = await staffOrigin(ctx, organizationId, `${resource}:write`);
    const different = [...new Set(ids)];
    if (different.length < 1 || different.length > OBJECTS_MAX) {
      throw refusal("ids", `must be 1 to ${OBJECTS_MAX} ids`);
    }
    const checked = checkedChange(args.change);
    const results: BulkResult[] = [];
    for (const id of different) {
      results.push(await attempt(ctx, origin, { id, type: args.type, change: checked }));
    }
    return { results };
  },
});

/** One of them: a transaction inside of that of all, so that a refusal takes back whatever it had written. */
export const changeOne = internalMutation({
  args: { organizationId: v.id("organizations"), actor, id: v.string(), type, change },
  handler: async (ctx, { organizationId, actor, id, ...args }) => {
    const origin: Origin = { organizationId, actor, requestId: null };
    const before = await loadObject(ctx, organizationId, definitions[args.type], id);
    const after = await applied(ctx, origin, { ...args, before });
    return { version: after.version, changed: after.version !== before.version };
  },
});

async function attempt(
  ctx: MutationCtx,
  { organizationId, actor }: Origin,
  one: { id: string; type: Infer<typeof type>; change: Change },
): Promise<BulkResult> {
  const { id } = one;
  try {
    const done: { version: number; changed: boolean } = await ctx.runMutation(internal.bulk.changeOne, {
      ...{ organizationId, actor },
      ...one,
    });
    return { id, ok: true, ...done };
  } catch (error) {
    if (!isAppError(error)) {
      throw error;
    }
    const { code, error: text, details } = error.data;
    return { id, ok: false, code, error: text, details };
  }
}

async function applied(
  ctx: MutationCtx,
  origin: Origin,
  { type: name, change: wanted, before }: { type: Infer<typeof type>; change: Change; before: StoredObject },
): Promise<StoredObject> {
  const definition = definitions[name];
  switch (wanted.kind) {
    case "archive":
      return await archiveObject(ctx, origin, definition, before);
    case "restore":
      return await restoreObject(ctx, origin, definition, before);
    case "tags": {
      const fields = fieldsOf(definition, before);
      const kept = fields.properties.tags.filter((tag) => !wanted.remove.includes(tag));
      const properties = { ...fields.properties, tags: [...new Set([...kept, ...wanted.add])] };
      return await updateObject(ctx, origin, definition, before, { ...fields, properties });
    }
  }
}

function checkedChange(wanted: Change): Change {
  if (wanted.kind !== "tags") {
    return wanted;
  }
  const checked = parseInput(tagChange, wanted);
  const both = checked.add.find((tag) => checked.remove.includes(tag));
  if (both !== undefined) {
    throw refusal("remove", "must not name a tag that is to be added");
  }
  return checked;
}

function refusal(path: string, message: string) {
  return appError("INVALID_REQUEST", { details: [{ path, message }] });
}
