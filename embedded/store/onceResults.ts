import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import type { Connection } from "./connection";

const HOUR = 3_600_000;
/** A client that comes back later than this with a request of before has lost its connection for a day. */
const KEPT_MS = 24 * HOUR;
const CIPHER = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * The results of mutations by the client's session and request number, each written in the transaction of its effect: a
 * request that is sent again gets its first answer. Old ones go about once an hour. A result may be a secret that is shown
 * once, like a new API key, so it is kept encrypted with what only the client knows: the random id of its session.
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
    const row = this.row().get(hash("session", sessionId).toString("hex"), requestId);
    return row ? decrypt(row.result, hash("result", sessionId)) : null;
  }

  remember(sessionId: string, requestId: number, result: string, now: number): void {
    const sealed = encrypt(result, hash("result", sessionId));
    this.add().run(hash("session", sessionId).toString("hex"), requestId, sealed, now);
    if (now < this.dropAt) return;
    this.dropAt = now + HOUR;
    this.dropOld().run(now - KEPT_MS);
  }
}

function hash(purpose: string, sessionId: string): Buffer {
  return createHash("sha256").update(`${purpose} ${sessionId}`).digest();
}

function encrypt(text: string, key: Buffer): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, key, iv);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64");
}

function decrypt(text: string, key: Buffer): string {
  const bytes = Buffer.from(text, "base64");
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES));
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  const opened = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
  return Buffer.concat([opened, decipher.final()]).toString("utf8");
}
