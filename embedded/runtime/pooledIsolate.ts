import type vm from "node:vm";
import { Isolate } from "./isolate";
import { addLine } from "./logLines";
import { type Frame, runSyscall, type SyscallServices } from "./syscalls";

/** An isolate that serves one call after the other. */
export class PooledIsolate {
  readonly realm: Isolate;
  private frame: Frame | null = null;
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
      log: (line: string) => this.frame && addLine(this.frame.logLines, line),
    };
    this.realm = new Isolate(script, { env, host });
  }

  begin(frame: Frame): void {
    this.frame = frame;
    this.syscallMs = 0;
  }

  /** Milliseconds that the call spent in the deployment and not in its own code. */
  end(): number {
    this.frame = null;
    return this.syscallMs;
  }
}
