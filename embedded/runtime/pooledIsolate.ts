import type vm from "node:vm";
import { Isolate, IsolateError } from "./isolate";
import { type Frame, runSyscall, type SyscallServices } from "./syscalls";

/** An isolate that serves one call after the other. */
export class PooledIsolate {
  private readonly isolate: Isolate;
  private frame: Frame | null = null;
  /** False while a call runs, and for good after one that was cut off: anything may be left behind in it. */
  isReusable = true;
  private syscallMs = 0;

  constructor(script: vm.Script, env: Record<string, string>, services: SyscallServices) {
    const host = {
      syscall: (op: string, args: string) => {
        if (!this.frame) throw new Error("Convex functions cannot be used while modules are imported.");
        const started = performance.now();
        try {
          return runSyscall(this.frame, op, args, services);
        } finally {
          this.syscallMs += performance.now() - started;
        }
      },
      now: () => this.frame?.tx.now ?? Date.now(),
      log: (line: string) => void this.frame?.logLines.push(line),
    };
    this.isolate = new Isolate(script, { env, host });
  }

  begin(frame: Frame): void {
    this.frame = frame;
    this.syscallMs = 0;
  }

  run(source: string, argument: string, limits: { timeout: boolean }): string {
    this.isReusable = false;
    try {
      const value = this.isolate.run(source, argument, limits);
      this.isReusable = true;
      return value;
    } catch (error) {
      this.isReusable = error instanceof IsolateError && !error.isFatal;
      throw error;
    }
  }

  /** Milliseconds that the call spent in the deployment and not in its own code. */
  end(): number {
    this.frame = null;
    return this.syscallMs;
  }
}
