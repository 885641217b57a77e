import { v } from "convex/values";
import { internal } from "./_generated/api";
import { internalMutation, internalQuery, type QueryCtx } from "./_generated/server";
import { operationIdOf } from "../lib/permissions/operations";
import { writeArgs } from "./gateway";
import { requestArgs } from "./lib/admission";
import { readOperation } from "./lib/apiOperations";
import { callerArgs } from "./lib/gateway";

/**
 * What a request to the API costs, in documents, from the metrics of its own transaction: the functions that routes
 * call, each inside one that reads the meter. For `npm run bench` and tests.
 */

/** A whole write. */
export const write = internalMutation({
  args: { request: v.object(writeArgs) },
  handler: async (ctx, { request }) => {
    const answer: unknown = await ctx.runMutation(internal.gateway.write, request);
    return { answer, ...(await documentsOf(ctx)) };
  },
});

/** The first half of a read, which admits it. */
export const admit = internalMutation({
  args: { request: v.object(requestArgs) },
  handler: async (ctx, { request }) => {
    const answer: unknown = await ctx.runMutation(internal.gateway.admit, request);
    return { answer, ...(await documentsOf(ctx)) };
  },
});

/** The second half, the query itself. */
export const read = internalQuery({
  args: { operation: v.string(), caller: callerArgs, input: v.any() },
  handler: async (ctx, { operation, ...args }) => {
    const reference = readOperation(operationIdOf(operation));
    const answer: unknown = await ctx.runQuery(reference, { ...args, requestId: "measure" });
    return { answer, ...(await documentsOf(ctx)) };
  },
});

async function documentsOf(ctx: QueryCtx): Promise<{ documentsRead: number; documentsWritten: number }> {
  const { documentsRead, documentsWritten } = await ctx.meta.getTransactionMetrics();
  return { documentsRead: documentsRead.used, documentsWritten: documentsWritten.used };
}
