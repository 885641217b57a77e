import type { Engine } from "../engine";
import type { Caller, Commit, FunctionAddress, JsonObject, KeyRange, QueryOutcome } from "../types";
import { type Handle, Intervals } from "./intervals";

export interface QueryRequest {
  readonly address: FunctionAddress;
  readonly args: JsonObject;
  readonly caller: Caller;
  /** Where a paginated query ended when it last ran, so that its pages neither overlap nor leave gaps. */
  readonly journal: string | null;
}

/** Someone who watches one live query. */
export interface Watcher {
  /** The query has another result. Its owner is flushed at the end of the pass if it asks for it. */
  changed(): void;
  /** The host itself failed while the query ran; there is no result to show. */
  failed(error: unknown): void;
}

/** A query that somebody watches. Everybody who asks the same shares it. */
export interface LiveQuery {
  /** Null before the first run. The same object for as long as the result is the same. */
  readonly outcome: QueryOutcome | null;
  /** The journal that the next run gets. */
  readonly journal: string | null;
}

interface Entry extends LiveQuery {
  key: string;
  request: QueryRequest;
  outcome: QueryOutcome | null;
  journal: string | null;
  ranges: Handle<Entry>[];
  readonly watchers: Set<Watcher>;
}

/**
 * Live queries: which there are, what each has read, and which of them a commit has made stale. A pass runs the stale
 * ones and then tells the sessions. It is one uninterrupted turn, so all results of a pass are of the same moment.
 */
export class Subscriptions {
  /** Those that newcomers with the same request may join. */
  private readonly entries = new Map<string, Entry>();
  private readonly intervals = new Intervals<Entry>();
  private readonly stale = new Set<Entry>();
  private readonly waiting = new Set<(ts: bigint) => void>();
  private isScheduled = false;

  constructor(
    private readonly source: Pick<Engine, "query" | "now">,
    /** What every query depends on besides its documents: the code and the variables. */
    private readonly common: readonly KeyRange[],
    private readonly defer: (work: () => void) => void = setImmediate,
  ) {}

  watch(request: QueryRequest, watcher: Watcher): LiveQuery {
    const key = keyOf(request);
    let entry = this.entries.get(key);
    // A stale page is about to move to the key of its journal; who joins now must get a page of its own.
    if (entry === undefined || (this.stale.has(entry) && entry.journal !== request.journal)) {
      entry = {
        key,
        request,
        journal: request.journal,
        outcome: null,
        ranges: [],
        watchers: new Set(),
      };
      this.entries.set(key, entry);
      this.invalidate(entry);
    }
    entry.watchers.add(watcher);
    if (entry.outcome !== null) {
      watcher.changed();
    }
    return entry;
  }

  unwatch(query: LiveQuery, watcher: Watcher): void {
    const entry = query as Entry;
    entry.watchers.delete(watcher);
    if (entry.watchers.size === 0) {
      this.drop(entry);
    }
  }

  /** Calls `work` once, at the end of the next pass, with the moment that all results are of. */
  afterPass(work: (ts: bigint) => void): void {
    this.waiting.add(work);
    this.schedule();
  }

  /** To be called for every commit, before anything that it made visible is read. */
  commit(commit: Commit): void {
    for (const { index, key } of commit.keys) {
      this.intervals.visit(index, key, (entry) => this.invalidate(entry));
    }
  }

  private invalidate(entry: Entry): void {
    this.stale.add(entry);
    this.schedule();
  }

  private schedule(): void {
    if (!this.isScheduled) {
      this.isScheduled = true;
      this.defer(() => this.pass());
    }
  }

  private pass(): void {
    this.isScheduled = false;
    for (const entry of this.stale) {
      this.run(entry);
    }
    const ts = this.source.now();
    const waiting = [...this.waiting];
    this.waiting.clear();
    for (const work of waiting) {
      work(ts);
    }
  }

  private run(entry: Entry): void {
    this.stale.delete(entry);
    if (entry.watchers.size === 0) {
      return;
    }
    if (entry.journal !== entry.request.journal) {
      this.moveTo(entry, { ...entry.request, journal: entry.journal });
    }
    const last = entry.outcome;
    let next: QueryOutcome;
    try {
      const { address, args, caller, journal } = entry.request;
      next = this.source.query(address, args, caller, { journal });
    } catch (error) {
      this.drop(entry);
      for (const watcher of entry.watchers) {
        watcher.failed(error);
      }
      return;
    }
    entry.journal = next.ok ? next.journal : entry.journal;
    this.setRanges(entry, [...this.common, ...next.reads]);
    if (last === null || !isSame(last, next)) {
      entry.outcome = next;
      for (const watcher of entry.watchers) {
        watcher.changed();
      }
    }
  }

  /** Later runs repeat the journal of the first, so from now on only who brings that journal shares them. */
  private moveTo(entry: Entry, request: QueryRequest): void {
    this.forget(entry);
    entry.request = request;
    entry.key = keyOf(request);
    if (!this.entries.has(entry.key)) {
      this.entries.set(entry.key, entry);
    }
  }

  private drop(entry: Entry): void {
    this.forget(entry);
    this.stale.delete(entry);
    this.setRanges(entry, []);
  }

  private forget(entry: Entry): void {
    if (this.entries.get(entry.key) === entry) {
      this.entries.delete(entry.key);
    }
  }

  private setRanges(entry: Entry, reads: readonly KeyRange[]): void {
    for (const handle of entry.ranges) {
      this.intervals.remove(handle);
    }
    entry.ranges = reads.map((range) => this.intervals.add(range, entry));
  }
}

function keyOf({ address, args, caller, journal }: QueryRequest): string {
  const { kind, identity } = caller;
  return JSON.stringify([address.component, address.path, args, kind, identity, journal]);
}

function isSame(a: QueryOutcome, b: QueryOutcome): boolean {
  if (a.journal !== b.journal) {
    return false;
  }
  if (a.ok && b.ok) {
    return a.value === b.value;
  }
  return !a.ok && !b.ok && a.data === b.data && a.message === b.message;
}
