type Level = "info" | "error";

/**
 * Writes one JSON object on one line: what a log collector can read. `fields` must hold neither arguments nor results
 * of functions, because those hold secrets.
 */
export function report(level: Level, event: string, fields: Readonly<Record<string, unknown>> = {}): void {
  const line = JSON.stringify({ time: new Date().toISOString(), level, event, ...fields });
  (level === "error" ? process.stderr : process.stdout).write(`${line}\n`);
}

/** A fault of the deployment itself, with its stack. */
export function reportFault(event: string, error: unknown): void {
  report("error", event, { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}
