import { internal } from "./_generated/api";
import { internalMutation } from "./_generated/server";
import { completeLists as completeSome } from "./lib/objectStore/completion";
import { HOUR } from "../lib/time";

/** How many rows of each table one transaction deletes; the next one goes on. */
const COLLECTED_AT_ONCE = 500;
/** Longer than any window lasts. */
const WINDOW_AGE_MAX = HOUR;

/** Deletes what time has made meaningless: answers that are no longer repeated, and windows that are over. */
export const collect = internalMutation({
  args: {},
  handler: async (ctx) => {
    const now = Date.now();
    const answers = await ctx.db
      .query("idempotencyKeys")
      .withIndex("by_expiry", (q) => q.lte("expiresAt", now))
      .take(COLLECTED_AT_ONCE);
    for (const { _id } of answers) {
      await ctx.db.delete("idempotencyKeys", _id);
    }
    const windows = await ctx.db
      .query("rateLimits")
      .withIndex("by_start", (q) => q.lt("startMs", now - WINDOW_AGE_MAX))
      .take(COLLECTED_AT_ONCE);
    for (const { _id } of windows) {
      await ctx.db.delete("rateLimits", _id);
    }
    if (answers.length === COLLECTED_AT_ONCE || windows.length === COLLECTED_AT_ONCE) {
      await ctx.scheduler.runAfter(0, internal.maintenance.collect, {});
    }
  },
});

/** Goes through all objects once after types declared other lists, some in each transaction. Otherwise it reads one row. */
export const completeLists = internalMutation({
  args: {},
  handler: async (ctx) => {
    const { isDone } = await completeSome(ctx);
    if (!isDone) {
      await ctx.scheduler.runAfter(0, internal.maintenance.completeLists, {});
    }
  },
});
