import { setTimeout as sleep } from "node:timers/promises";
import type { Child } from "./children";
import { UsageError } from "./command";

const READY_MS_MAX = 60_000;

/** Waits until something answers at `url`, whatever it says. A child that does not get there is stopped, with its words. */
export async function untilItAnswers(child: Child, url: string): Promise<void> {
  const deadline = Date.now() + READY_MS_MAX;
  while (!(await answers(url))) {
    if (!child.running || Date.now() > deadline) {
      await child.stop();
      throw new UsageError(`${child.name} did not start:\n${child.output.trim()}`);
    }
    await sleep(100);
  }
}

async function answers(url: string): Promise<boolean> {
  return await fetch(url, { redirect: "manual" }).then(
    () => true,
    () => false,
  );
}
