import type { Transaction } from "../txn/transaction";
import type { Release } from "../types";
import { Crons } from "./crons";
import { type Job, type JobHost, runJob } from "./runJob";
import { ScheduledJobs, type ScheduleRequest } from "./scheduledJobs";
import { reportFault } from "../report";

const MINUTE = 60_000;
const PARALLEL_MAX = 64;
/** After a failure that is not the function's own, such as a full disk. */
const RETRY_MS = 1_000;

/** Runs scheduled functions and crons when they are due: one timer for the next of them, woken by commits. */
export class Scheduler {
  private readonly jobs: ScheduledJobs;
  private readonly crons: Crons;
  private readonly running = new Map<string, Promise<void>>();
  private timer: NodeJS.Timeout | null = null;
  private state: "new" | "started" | "stopped" = "new";
  private collectAt = 0;

  constructor(private readonly host: JobHost) {
    this.jobs = new ScheduledJobs(host);
    this.crons = new Crons(host);
  }

  schedule(tx: Transaction, request: ScheduleRequest): string {
    const id = this.jobs.schedule(tx, request);
    tx.afterCommit.push(() => this.wake());
    return id;
  }

  cancel(tx: Transaction, component: string, id: string): void {
    this.jobs.cancel(tx, component, id);
  }

  /** Throws where a schedule cannot be read, so that the push fails. */
  installCrons(tx: Transaction, release: Release): void {
    tx.afterCommit.push(() => this.wake());
    this.crons.install(tx, release);
  }

  async start(): Promise<void> {
    await this.jobs.recover();
    await this.crons.recover();
    this.state = "started";
    this.wake();
  }

  /** Starts no more jobs and waits for those in flight; close the action worker meanwhile, lest they take their time. */
  async stop(): Promise<void> {
    this.state = "stopped";
    if (this.timer !== null) clearTimeout(this.timer);
    await Promise.all(this.running.values());
  }

  /** Looks at once whether something is due. */
  wake(): void {
    this.sleep(0);
  }

  private sleep(delayMs: number): void {
    if (this.state !== "started") return;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = setTimeout(() => this.pass(), Math.min(Math.max(delayMs, 0), MINUTE));
  }

  /** Starts what is due and sets the timer for what comes next. */
  private pass(): void {
    const now = Date.now();
    let next = this.host.release === null ? Infinity : Math.min(this.startCrons(now), this.startJobs(now));
    if (now >= this.collectAt) {
      this.collectAt = now + MINUTE;
      this.begin("collect", async () => {
        if (await this.jobs.collect(now)) this.collectAt = 0;
      });
    }
    if (this.running.size >= PARALLEL_MAX) next = Infinity;
    this.sleep(next - now);
  }

  private startJobs(now: number): number {
    const waiting = this.jobs
      .waiting(PARALLEL_MAX + 1 + this.running.size)
      .filter(({ id }) => !this.running.has(id));
    for (const job of waiting) {
      if (job.at > now || this.running.size >= PARALLEL_MAX) return job.at;
      this.begin(job.id, () => this.run(this.jobs.open(job)));
    }
    return Infinity;
  }

  private startCrons(now: number): number {
    for (const cron of this.crons.waiting(PARALLEL_MAX + 1 + this.running.size)) {
      if (cron.at > now) return cron.at;
      const key = `cron:${cron.component}:${cron.name}`;
      const inFlight = this.running.has(key);
      // A run that is in flight but not marked as running yet is this very firing.
      if (inFlight && cron.running === 1) this.begin(`skip:${key}`, () => this.crons.skip(cron));
      else if (!inFlight && this.running.size < PARALLEL_MAX)
        this.begin(key, () => this.run(this.crons.open(cron)));
    }
    return Infinity;
  }

  private async run(job: Job | null): Promise<void> {
    if (job !== null) await runJob(this.host, job);
  }

  private begin(key: string, work: () => Promise<void>): void {
    if (this.running.has(key)) return;
    const run = work()
      .catch(async (error: unknown) => {
        if (this.state === "stopped") return;
        reportFault("job could not be run", error);
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      })
      .finally(() => {
        this.running.delete(key);
        this.wake();
      });
    this.running.set(key, run);
  }
}
