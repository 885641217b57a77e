import type { Connection } from "./connection";

const HOUR = 3_600_000;
/** A client that comes back later than this with a request of before has lost its connection for a day. */
const KEPT_MS = 24 * HOUR;

/**
 * The results of mutations by the client's session and request number, each written in the transaction of its effect: a
 * request that is sent again gets its first answer. Old ones go about once an hour.
 */
export class OnceResults {
  private readonly row;
  private readonly add;
  private readonly dropOld;
  private dropAt = 0;

  constructor(connection: Connection) {
    this.row = connection.lazy<[string, number], { result: string }>(
      "SELECT result FROM once WHERE session = ? AND request = ?",
    );
    this.add = connection.lazy<[string, number, string, number]>(
      "INSERT INTO once (session, request, result, at) VALUES (?, ?, ?, ?)",
    );
    this.dropOld = connection.lazy<[number]>("DELETE FROM once WHERE at < ?");
  }

  find(sessionId: string, requestId: number): string | null {
    return this.row().get(sessionId, requestId)?.result ?? null;
  }

  remember(sessionId: string, requestId: number, result: string, now: number): void {
    this.add().run(sessionId, requestId, result, now);
    if (now < this.dropAt) return;
    this.dropAt = now + HOUR;
    this.dropOld().run(now - KEPT_MS);
  }
}
