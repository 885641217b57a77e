import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { UsageError } from "./command";

const WAIT_MS_MAX = 3_000;

/**
 * Fails with one clear line when somebody listens on `port`. It waits a moment first: after `kill -9` of the last start
 * its children need some milliseconds to notice and to leave.
 */
export async function demandFreePort(port: number, option: string): Promise<void> {
  const deadline = Date.now() + WAIT_MS_MAX;
  while (!(await isFree(port))) {
    if (Date.now() > deadline) {
      throw new UsageError(`Port ${port} is taken. Choose another one with --${option}.`);
    }
    await sleep(100);
  }
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

async function isFree(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const server = createServer().once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
