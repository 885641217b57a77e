const MIB = 1024 * 1024;

/** Convex's limits, with their sources in the README. First those of one transaction, and what passing one says. */
export const LIMITS = {
  documentsRead: 32_000,
  bytesRead: 16 * MIB,
  databaseQueries: 4_096,
  documentsWritten: 16_000,
  bytesWritten: 16 * MIB,
  functionsScheduled: 1_000,
  scheduledFunctionArgsBytes: 16 * MIB,
} as const;

type Metric = keyof typeof LIMITS;

const ADVICE =
  "Consider using smaller limits in your queries, paginating your queries, or using indexed queries with a selective index range expressions.";
const MESSAGES: Record<Metric, string> = {
  documentsRead: `Too many documents read in a single function execution (limit: ${LIMITS.documentsRead}). ${ADVICE}`,
  bytesRead: `Too many bytes read in a single function execution (limit: ${LIMITS.bytesRead} bytes). ${ADVICE}`,
  databaseQueries: `Too many reads in a single function execution (limit: ${LIMITS.databaseQueries}). ${ADVICE}`,
  documentsWritten: `Too many writes in a single function execution (limit: ${LIMITS.documentsWritten})`,
  bytesWritten: `Too many bytes written in a single function execution (limit: ${LIMITS.bytesWritten} bytes)`,
  functionsScheduled: `Too many functions scheduled by this mutation (limit: ${LIMITS.functionsScheduled})`,
  scheduledFunctionArgsBytes: `Too large total size of the arguments of scheduled functions from this mutation (limit: ${LIMITS.scheduledFunctionArgsBytes} bytes)`,
};

export const MAX_DOCUMENT_BYTES = MIB;
export const MAX_DOCUMENT_NESTING = 16;
/** Of arguments and results. */
export const MAX_NESTING = 64;
export const MAX_FIELDS = 1024;
export const MAX_ARRAY_LENGTH = 8192;
/** Names of tables, indexes and the fields of a document. */
export const MAX_IDENTIFIER_LENGTH = 64;
/** Keys inside of a value. */
export const MAX_KEY_LENGTH = 1024;
export const MAX_ARGUMENT_BYTES = 16 * MIB;
export const MAX_NODE_ARGUMENT_BYTES = 5 * MIB;
export const MAX_SCHEDULED_ARGUMENT_BYTES = 4 * MIB;
export const MAX_RESULT_BYTES = 16 * MIB;
export const MAX_HTTP_RESPONSE_BYTES = 20 * MIB;
/** Queries and mutations below the one that was called. */
export const MAX_CALL_DEPTH = 8;

export const MAX_TABLES = 10_000;
export const MAX_INDEXES_PER_TABLE = 32;
export const MAX_SEARCH_INDEXES_PER_TABLE = 4;
/** Fields of an index, and filter fields of a search index. */
export const MAX_INDEX_FIELDS = 16;

/** Further terms of a search, and longer ones, are left out without a word. */
export const MAX_SEARCH_TERMS = 16;
export const MAX_SEARCH_TERM_BYTES = 32;
export const MAX_SEARCH_FILTERS = 8;
export const MAX_SEARCH_RESULTS = 1024;

/** What one transaction has used; nested functions share it. */
export class Usage {
  private readonly used = new Map<Metric, number>();

  add(metric: Metric, amount: number): void {
    const used = (this.used.get(metric) ?? 0) + amount;
    this.used.set(metric, used);
    if (used > LIMITS[metric]) throw new Error(MESSAGES[metric]);
  }

  /** The shape of `ctx.meta.getTransactionMetrics()`. Files are not part of a transaction's cost here. */
  metrics(): Record<string, { used: number; remaining: number }> {
    const files = { filesWritten: 0, fileWriteBytes: 0, filesRead: 0, fileReadBytes: 0 };
    const metrics = Object.entries({ ...LIMITS, ...files }).map(([name, limit]) => {
      const used = this.used.get(name as Metric) ?? 0;
      return [name, { used, remaining: limit - used }] as const;
    });
    return Object.fromEntries(metrics);
  }
}
