import type Database from "better-sqlite3";
import { reportFault } from "../report";

/** Called once, when the group is durable or lost. */
type Settle = (failure: Error | null) => void;

/**
 * Gathers the writes of one turn of the event loop into one SQLite transaction, so that they share one fsync. Nothing
 * is answered before that commit: a result computed from data that might still be lost never leaves the process.
 */
export class GroupCommit {
  private members: Settle[] | null = null;

  constructor(
    private readonly sql: Database.Database,
    /** Runs inside each transaction right before it commits; returns what to do once it has. */
    private readonly beforeCommit: () => () => void,
  ) {}

  /** Runs `work` inside the open group; its writes are undone when it throws. `settle` hears the fate of the group. */
  join(work: () => void, settle: Settle): void {
    const members = this.open();
    this.sql.exec("SAVEPOINT member");
    try {
      work();
      this.sql.exec("RELEASE member");
      members.push(settle);
    } catch (error) {
      // SQLite ends the whole transaction by itself on a full disk: then every member of the group is lost.
      if (!this.sql.inTransaction) {
        members.push(settle);
        return this.settleAll(toError(error));
      }
      this.sql.exec("ROLLBACK TO member; RELEASE member");
      members.push((failure) => settle(failure ?? toError(error)));
    }
  }

  /** Commits what is open now, for a clean shutdown. */
  flush(): void {
    if (!this.members) return;
    try {
      const afterCommit = this.beforeCommit();
      this.sql.exec("COMMIT");
      afterCommit();
    } catch (error) {
      if (this.sql.inTransaction) this.sql.exec("ROLLBACK");
      return this.settleAll(toError(error));
    }
    this.settleAll(null);
  }

  private open(): Settle[] {
    if (this.members) return this.members;
    this.sql.exec("BEGIN IMMEDIATE");
    setImmediate(() => this.flush());
    return (this.members = []);
  }

  private settleAll(failure: Error | null): void {
    const members = this.members ?? [];
    this.members = null;
    for (const settle of members) {
      try {
        settle(failure);
      } catch (error) {
        // Whoever hears of its fate may fail; the other members must still hear of theirs.
        reportFault("commit could not be announced", error);
      }
    }
  }
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
