import { connect } from "node:net";

export interface RawAnswer {
  /** 0 when the connection was closed without a word. */
  readonly status: number;
  readonly head: string;
  readonly body: string;
  /** All that came, in case it was more than one answer. */
  readonly text: string;
  readonly tookMs: number;
}

export interface RawRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

const SILENCE_MS_MAX = 20_000;

/** A request as bytes: unlike fetch, a socket corrects nothing and refuses nothing. */
export function bytesOf({ method, target, headers, body }: RawRequest): Buffer {
  const named = new Set(headers.map(([name]) => name.toLowerCase()));
  const lines = [
    `${method} ${target} HTTP/1.1`,
    ...(named.has("host") ? [] : ["Host: 127.0.0.1"]),
    ...(named.has("connection") ? [] : ["Connection: close"]),
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(body.length > 0 && !named.has("content-length") && !named.has("transfer-encoding")
      ? [`Content-Length: ${body.length}`]
      : []),
  ];
  return Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1"), body]);
}

/** Sends the bytes and takes what comes until the other side closes. */
export async function sendBytes(siteUrl: string, bytes: Buffer): Promise<RawAnswer> {
  const { hostname, port } = new URL(siteUrl);
  const startedMs = performance.now();
  const text = await new Promise<string>((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname);
    const finish = () => resolve(Buffer.concat(chunks).toString("utf8"));
    socket.setTimeout(SILENCE_MS_MAX, () => {
      socket.destroy();
      reject(new Error(`No answer within ${SILENCE_MS_MAX} ms to:\n${bytes.subarray(0, 2000).toString()}`));
    });
    socket.on("data", (chunk) => chunks.push(chunk));
    // A refusal may come while we are still sending, and the reset that follows it may be quicker than the end.
    socket.on("error", finish);
    socket.on("close", finish);
    socket.write(bytes);
  });
  const [head = "", ...rest] = text.split("\r\n\r\n");
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0);
  return { status, head, body: rest.join("\r\n\r\n"), text, tookMs: performance.now() - startedMs };
}
