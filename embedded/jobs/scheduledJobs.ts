import { definitionOf, findFunction } from "../runtime/address";
import type { Transaction } from "../txn/transaction";
import type { FunctionAddress, JsonObject } from "../types";
import { type Job, JobGone, type JobHost } from "./runJob";

const TABLE = "_scheduled_functions";
const DAY = 24 * 60 * 60 * 1_000;
/** Convex, too, forgets finished jobs after a week. */
const RETENTION_MS = 7 * DAY;
const HORIZON_MS = 5 * 366 * DAY;
const COLLECTED_MAX = 200;
const LOST = "Transient error while executing action";

export interface ScheduledJob {
  /** Id of the document in `_scheduled_functions` of the component `source`. */
  readonly id: string;
  readonly source: string;
  readonly at: number;
}
interface Row extends ScheduledJob {
  readonly component: string;
  readonly path: string;
  readonly state: "pending" | "running" | "done";
}

export interface ScheduleRequest {
  /** The component whose `_scheduled_functions` shows the job. */
  readonly from: string;
  readonly target: FunctionAddress;
  readonly args: JsonObject;
  readonly atMs: number;
}

/**
 * Functions that run once, later. Apps see the documents; the table `scheduled_jobs` beside them holds what apps must
 * not see (the target's component) and finds what is due. `at` is the time of completion for jobs that are done.
 */
export class ScheduledJobs {
  constructor(private readonly host: JobHost) {
    host.store.sql.exec(`
      CREATE TABLE IF NOT EXISTS scheduled_jobs (id TEXT PRIMARY KEY, source TEXT NOT NULL, component TEXT NOT NULL,
        path TEXT NOT NULL, state TEXT NOT NULL, at REAL NOT NULL) WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS scheduled_jobs_by_time ON scheduled_jobs (state, at);`);
  }

  schedule(tx: Transaction, { from, target, args, atMs }: ScheduleRequest): string {
    this.check(tx, target, atMs);
    const at = Math.round(atMs);
    const job = { name: target.path, args: [args], scheduledTime: at, state: { kind: "pending" } };
    const id = tx.insert(from, TABLE, job);
    const columns =
      "INSERT INTO scheduled_jobs (id, source, component, path, state, at) VALUES (?, ?, ?, ?, 'pending', ?)";
    tx.sql.prepare(columns).run(id, from, target.component, target.path, at);
    return id;
  }

  /** A running action goes on, but counts as canceled; what has finished stays as it is. */
  cancel(tx: Transaction, component: string, id: string): void {
    const row = this.row(tx, id);
    if (row !== undefined && row.source === component && row.state !== "done") {
      this.finish(tx, row, { kind: "canceled" });
    }
  }

  /** The earliest `limit` jobs that wait for their time. */
  waiting(limit: number): ScheduledJob[] {
    const query = "SELECT id, source, at FROM scheduled_jobs WHERE state = 'pending' ORDER BY at LIMIT ?";
    return this.host.store.readSql.prepare<[number], ScheduledJob>(query).all(limit);
  }

  /** Everything to run the job with, or null where it is gone. */
  open({ id, source }: ScheduledJob): Job | null {
    return this.host.read((tx) => {
      const row = this.row(tx, id);
      const document = tx.get(source, id);
      if (row === undefined || document === null) return null;
      const [args] = document.args as JsonObject[];
      return {
        scheduledFunctionId: id,
        target: { component: row.component, path: row.path },
        args: args ?? {},
        claim: (tx) => this.claim(tx, id),
        complete: (tx, error) => this.complete(tx, id, error),
      };
    });
  }

  /** After a crash nobody knows how far a running action came, so that it counts as failed. */
  async recover(): Promise<void> {
    await this.host.write((tx) => {
      const running = tx.sql.prepare<[], Row>("SELECT * FROM scheduled_jobs WHERE state = 'running'").all();
      for (const row of running) this.finish(tx, row, { kind: "failed", error: LOST });
    });
  }

  /** Removes jobs that finished long ago, a limited number at a time; true where more are left. */
  async collect(nowMs: number): Promise<boolean> {
    const query = "SELECT * FROM scheduled_jobs WHERE state = 'done' AND at < ? ORDER BY at LIMIT ?";
    const old = this.host.store.readSql
      .prepare<[number, number], Row>(query)
      .all(nowMs - RETENTION_MS, COLLECTED_MAX);
    if (old.length === 0) return false;
    await this.host.write((tx) => {
      for (const { id, source } of old) {
        if (tx.get(source, id) !== null) tx.remove(source, id);
        tx.sql.prepare("DELETE FROM scheduled_jobs WHERE id = ?").run(id);
      }
    });
    return old.length === COLLECTED_MAX;
  }

  private row(tx: Transaction, id: string): Row | undefined {
    return tx.sql.prepare<[string], Row>("SELECT * FROM scheduled_jobs WHERE id = ?").get(id);
  }

  private check(tx: Transaction, target: FunctionAddress, atMs: number): void {
    if (!Number.isFinite(atMs) || Math.abs(atMs - tx.now) > HORIZON_MS) {
      throw new Error(`${atMs} is more than 5 years in the ${atMs < tx.now ? "past" : "future"}`);
    }
    const { release } = this.host;
    if (findFunction(release, target) !== null) return;
    const [module = "", name = ""] = target.path.split(":");
    const where = target.component === "" ? module : `${target.component} ${module}`;
    throw new Error(
      definitionOf(release, target.component)?.functions[module] === undefined
        ? `Attempted to schedule function at nonexistent path: ${where}`
        : `Attempted to schedule function, but no exported function ${name} found in the file: ${module}. Did you forget to export it?`,
    );
  }

  private claim(tx: Transaction, id: string): void {
    const row = this.row(tx, id);
    if (row?.state !== "pending" || tx.get(row.source, id) === null) throw new JobGone();
    tx.sql.prepare("UPDATE scheduled_jobs SET state = 'running' WHERE id = ?").run(id);
    tx.patch(row.source, id, { state: { kind: "inProgress" } });
  }

  private complete(tx: Transaction, id: string, error: string | null): void {
    const row = this.row(tx, id);
    if (row?.state !== "running") return;
    this.finish(tx, row, error === null ? { kind: "success" } : { kind: "failed", error });
  }

  private finish(tx: Transaction, row: Row, state: JsonObject): void {
    tx.sql.prepare("UPDATE scheduled_jobs SET state = 'done', at = ? WHERE id = ?").run(tx.now, row.id);
    tx.patch(row.source, row.id, { state, completedTime: tx.now });
  }
}
