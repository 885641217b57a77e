import type { Caller, QueryOutcome } from "../types";
import {
  type AddQuery,
  type ModifyQuerySet,
  ProtocolError,
  removalText,
  targetOf,
  updateText,
} from "./protocol";
import type { LiveQuery, Subscriptions, Watcher } from "./subscriptions";

interface Member {
  readonly query: AddQuery;
  readonly watcher: Watcher;
  live: LiveQuery;
  /** What the client has. */
  shown: QueryOutcome | null;
}

const QUERIES_MAX = 10_000;

/** The queries that one client watches, and which of their results it has not been shown. */
export class QuerySet {
  version = 0;
  private readonly members = new Map<number, Member>();
  private readonly news = new Set<number>();
  private readonly removed = new Set<number>();

  constructor(
    private readonly live: Subscriptions,
    private readonly owner: Watcher,
  ) {}

  modify({ baseVersion, newVersion, modifications }: ModifyQuerySet, caller: Caller): void {
    if (baseVersion !== this.version || newVersion <= baseVersion) {
      throw new ProtocolError(
        `ModifyQuerySet from ${baseVersion} to ${newVersion} does not follow ${this.version}.`,
      );
    }
    this.version = newVersion;
    for (const change of modifications) {
      if (change.type === "Add") {
        this.add(change, caller);
      } else {
        this.remove(change.queryId);
      }
    }
  }

  /** Everything is asked anew when somebody else asks; pages keep their ends. */
  askAs(caller: Caller): void {
    for (const member of this.members.values()) {
      const { journal } = member.live;
      this.live.unwatch(member.live, member.watcher);
      member.live = this.watch({ ...member.query, journal }, caller, member.watcher);
    }
  }

  /** What a Transition has to say now; it counts as said. */
  takeModifications(): string[] {
    const modifications = [...this.removed].map(removalText);
    for (const queryId of this.news) {
      const member = this.members.get(queryId);
      const outcome = member?.live.outcome ?? null;
      if (member !== undefined && outcome !== null && outcome !== member.shown) {
        member.shown = outcome;
        modifications.push(updateText(queryId, outcome, member.live.journal));
      }
    }
    this.removed.clear();
    this.news.clear();
    return modifications;
  }

  close(): void {
    for (const { live, watcher } of this.members.values()) {
      this.live.unwatch(live, watcher);
    }
    this.members.clear();
  }

  private add(query: AddQuery, caller: Caller): void {
    const { queryId } = query;
    if (this.members.has(queryId)) {
      throw new ProtocolError(`There is a query ${queryId} already.`);
    }
    if (this.members.size >= QUERIES_MAX) {
      throw new ProtocolError(`A client may watch at most ${QUERIES_MAX} queries.`);
    }
    const watcher: Watcher = {
      changed: () => {
        this.news.add(queryId);
        this.owner.changed();
      },
      failed: (error) => this.owner.failed(error),
    };
    this.members.set(queryId, { query, watcher, live: this.watch(query, caller, watcher), shown: null });
  }

  private remove(queryId: number): void {
    const member = this.members.get(queryId);
    if (member === undefined) {
      throw new ProtocolError(`There is no query ${queryId}.`);
    }
    this.live.unwatch(member.live, member.watcher);
    this.members.delete(queryId);
    this.removed.add(queryId);
  }

  private watch(query: AddQuery, caller: Caller, watcher: Watcher): LiveQuery {
    return this.live.watch({ ...targetOf(query), caller, journal: query.journal ?? null }, watcher);
  }
}
