import { inspect } from "node:util";

/** Convex keeps this much of what one call logs, in lines and in characters of a line. */
const LINES_MAX = 256;
const LENGTH_MAX = 4_096;

/** What `console` was given, in the form that the CLI and the clients print. */
export function formatLine(level: string, values: readonly unknown[]): string {
  const shown = values.map((value) => inspect(value, { depth: 6, breakLength: Infinity }));
  const line = `[${level}] ${shown.join(" ")}`;
  return line.length > LENGTH_MAX ? `${line.slice(0, LENGTH_MAX)} (truncated due to length)` : line;
}

export function addLine(lines: string[], line: string): void {
  if (lines.length < LINES_MAX) lines.push(line);
  else if (lines.length === LINES_MAX)
    lines.push(`[ERROR] Log overflowed (maximum ${LINES_MAX}). Remaining log lines omitted.`);
}
