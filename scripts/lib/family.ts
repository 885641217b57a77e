import { setTimeout as sleep } from "node:timers/promises";
import { watchNpm } from "./ancestors";
import type { Child } from "./children";

/** Children that live and end together: with Ctrl-C, with npm, and when one of them ends by itself. */
export class Family {
  readonly #children: Child[] = [];
  #stopping = false;

  constructor() {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => void this.#leave(0));
    }
    watchNpm(() => void this.#leave(1));
  }

  add(child: Child): void {
    this.#children.push(child);
    void child.ended.then(() => this.#lost(child));
  }

  /** Does `work`, and stops what it started when it fails. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      await this.#stop();
      throw error;
    }
  }

  async #lost(child: Child): Promise<void> {
    // Ctrl-C reaches the children as well: their end counts as unexpected only when ours does not follow.
    await sleep(SIGNAL_MS_MAX);
    if (!this.#stopping) {
      console.error(`${child.name} ended unexpectedly:\n${child.output.slice(-OUTPUT_LENGTH_SHOWN).trim()}`);
      await this.#leave(1);
    }
  }

  async #leave(code: number): Promise<void> {
    if (!this.#stopping) {
      await this.#stop();
      process.exit(code);
    }
  }

  async #stop(): Promise<void> {
    this.#stopping = true;
    // The last started first, so that the web app never asks a deployment that is gone.
    for (const child of this.#children.toReversed()) {
      await child.stop();
    }
  }
}

const SIGNAL_MS_MAX = 500;
const OUTPUT_LENGTH_SHOWN = 4_000;
