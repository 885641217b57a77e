import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { withoutValues } from "../failures";
import type { CallResult } from "./protocol";

type Failure = Omit<Extract<CallResult, { ok: false }>, "logLines">;

/** A thrown value as Convex words it: `Uncaught Error: …` and the frames of the app's own source files. */
export function describeFailure(thrown: unknown, folder: string): Failure {
  if (!(thrown instanceof Error)) return { ok: false, message: `Uncaught ${String(thrown)}` };
  const headline = withoutValues(`Uncaught ${thrown.name}: ${thrown.message}`);
  const message = [headline, ...appFrames(thrown.stack ?? "", folder)].join("\n");
  const { data } = thrown as { data?: unknown };
  // `convex/server` has already turned the data of a ConvexError into convex-encoded JSON text.
  const isConvexError = Symbol.for("ConvexError") in thrown && typeof data === "string";
  return isConvexError ? { ok: false, message, data } : { ok: false, message };
}

const FRAME =
  /^(?<what> {4}at (?:.* )?)(?<open>\(?)(?<file>(?:file:\/\/)?\/.*?):(?<line>\d+):(?<column>\d+)\)?$/;

function appFrames(stack: string, folder: string): string[] {
  const frames: string[] = [];
  for (const line of stack.split("\n")) {
    const match = FRAME.exec(line)?.groups as
      Record<"what" | "open" | "file" | "line" | "column", string> | undefined;
    if (match === undefined) continue;
    const file = match.file.startsWith("file:") ? fileURLToPath(match.file) : match.file;
    if (file.includes("/node_modules/convex/") || file.endsWith("/worker.mjs")) continue;
    const where = `${relative(folder, file)}:${match.line}:${match.column}`;
    frames.push(`${match.what}${match.open}${where}${match.open === "" ? "" : ")"}`);
  }
  return frames;
}
