import { parsePath } from "../runtime/address";
import type { Transaction } from "../txn/transaction";
import type { CronDefinition, JsonObject, Release } from "../types";
import { type Job, JobGone, type JobHost } from "./runJob";
import { nextRun } from "./schedule";

export interface CronJob {
  readonly component: string;
  readonly name: string;
  readonly at: number;
  readonly running: 0 | 1;
}
interface Row extends CronJob {
  /** JSON of the CronDefinition. */
  readonly definition: string;
}

/** Functions that run again and again, as `crons.ts` says. The next run is stored, so that a restart forgets none. */
export class Crons {
  constructor(private readonly host: JobHost) {
    host.store.sql.exec(`
      CREATE TABLE IF NOT EXISTS cron_jobs (component TEXT NOT NULL, name TEXT NOT NULL, definition TEXT NOT NULL,
        at REAL NOT NULL, running INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (component, name)) WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS cron_jobs_by_time ON cron_jobs (at);`);
  }

  /** Makes the crons those of the release; a job whose definition stays the same keeps its next run. */
  install(tx: Transaction, release: Release): void {
    const stored = tx.sql.prepare<[], Row>("SELECT * FROM cron_jobs").all();
    const known = new Map(stored.map((row) => [key(row), row]));
    for (const { path: component, definitionPath } of Object.values(release.instances)) {
      for (const [name, cron] of Object.entries(release.definitions[definitionPath]?.crons ?? {})) {
        const row = known.get(key({ component, name }));
        known.delete(key({ component, name }));
        if (row?.definition !== JSON.stringify(cron)) this.put(tx, component, name, cron);
      }
    }
    for (const { component, name } of known.values()) {
      tx.sql.prepare("DELETE FROM cron_jobs WHERE component = ? AND name = ?").run(component, name);
    }
  }

  waiting(limit: number): CronJob[] {
    const query = "SELECT component, name, at, running FROM cron_jobs ORDER BY at LIMIT ?";
    return this.host.store.readSql.prepare<[number], CronJob>(query).all(limit);
  }

  /** A firing while the previous run still goes on is left out. */
  async skip(cron: CronJob): Promise<void> {
    await this.host.write((tx) => {
      const row = this.row(tx, cron);
      if (row?.at === cron.at) this.advance(tx, row, row.running);
    });
  }

  open(cron: CronJob): Job | null {
    return this.host.read((tx) => {
      const row = this.row(tx, cron);
      if (row === undefined) return null;
      const { name, args } = JSON.parse(row.definition) as CronDefinition;
      return {
        scheduledFunctionId: null,
        target: { component: row.component, path: parsePath(name) },
        args: (args[0] ?? {}) as JsonObject,
        claim: (tx) => {
          const current = this.row(tx, cron);
          if (current?.at !== row.at || current.definition !== row.definition) throw new JobGone();
          this.advance(tx, current, 1);
        },
        complete: (tx) => {
          tx.sql
            .prepare("UPDATE cron_jobs SET running = 0 WHERE component = ? AND name = ?")
            .run(cron.component, cron.name);
        },
      };
    });
  }

  async recover(): Promise<void> {
    await this.host.write((tx) => tx.sql.prepare("UPDATE cron_jobs SET running = 0").run());
  }

  private row(tx: Transaction, { component, name }: Pick<CronJob, "component" | "name">): Row | undefined {
    const query = "SELECT * FROM cron_jobs WHERE component = ? AND name = ?";
    return tx.sql.prepare<[string, string], Row>(query).get(component, name);
  }

  private put(tx: Transaction, component: string, name: string, cron: CronDefinition): void {
    const at = nextRun(cron.schedule, null, tx.now, name);
    const upsert = `INSERT INTO cron_jobs (component, name, definition, at) VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET definition = excluded.definition, at = excluded.at`;
    tx.sql.prepare(upsert).run(component, name, JSON.stringify(cron), at);
  }

  private advance(tx: Transaction, row: Row, running: 0 | 1): void {
    const { schedule } = JSON.parse(row.definition) as CronDefinition;
    const at = nextRun(schedule, row.at, tx.now, row.name);
    const update = "UPDATE cron_jobs SET at = ?, running = ? WHERE component = ? AND name = ?";
    tx.sql.prepare(update).run(at, running, row.component, row.name);
  }
}

function key({ component, name }: Pick<CronJob, "component" | "name">): string {
  return `${component}\0${name}`;
}
