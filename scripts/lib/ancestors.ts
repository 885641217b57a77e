import { execFileSync } from "node:child_process";

const CHECK_EVERY_MS = 500;
const DEPTH_MAX = 4;

/**
 * Calls `leave` once npm, or the shell that npm started, is gone. npm passes signals on while it lives; after its
 * `kill -9` nobody would stop us, and we would hold the ports.
 */
export function watchNpm(leave: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) {
    return;
  }
  const watched = ancestorsUpToNpm();
  const timer = setInterval(() => {
    if (process.ppid !== watched[0] || !watched.every(isAlive)) {
      clearInterval(timer);
      leave();
    }
  }, CHECK_EVERY_MS);
  timer.unref();
}

function ancestorsUpToNpm(): number[] {
  const ancestors = [process.ppid];
  for (let pid = process.ppid; ancestors.length < DEPTH_MAX;) {
    const { parent, command } = describe(pid);
    if (/\bnpm\b/.test(command) || parent <= 1) {
      return ancestors;
    }
    ancestors.push(parent);
    pid = parent;
  }
  // No npm above us: only the direct parent is known to belong to this start.
  return ancestors.slice(0, 1);
}

function describe(pid: number): { parent: number; command: string } {
  try {
    const line = execFileSync("ps", ["-o", "ppid=,args=", "-p", String(pid)], { encoding: "utf8" }).trim();
    const [parent = "0", ...command] = line.split(/\s+/);
    return { parent: Number(parent), command: command.join(" ") };
  } catch {
    // A system without ps: the direct parent must do.
    return { parent: 0, command: "" };
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
