import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
import { badRequest, RequestError } from "./errors";

const MIB = 1024 * 1024;
/** Arguments may be 16 MiB; JSON and the envelope come on top. */
export const FUNCTION_BYTES_MAX = 20 * MIB;
/** A push carries the sources and source maps of the app and of all components. */
export const PUSH_BYTES_MAX = 128 * MIB;

/** All bodies that are being read, together: many large ones at once must not take the memory of the machine. */
const UNREAD_BYTES_MAX = 256 * MIB;
let unreadBytes = 0;
/** Whoever sends more than this after a refusal is cut off. */
const DISCARDED_BYTES_MAX = 256 * MIB;

/** The CLI compresses pushes so. */
const decompress = promisify(brotliDecompress);

/** Reads a JSON body of at most `bytesMax` bytes, counted before and after decompression. */
export async function readJson(request: IncomingMessage, bytesMax: number): Promise<unknown> {
  const encoding = request.headers["content-encoding"];
  const bytes = await readBytes(request, bytesMax);
  const text = (await decode(bytes, encoding, bytesMax)).toString("utf8");
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw badRequest("BadJsonBody", "The request body is not valid JSON.");
  }
}

export async function readBytes(request: IncomingMessage, bytesMax: number): Promise<Buffer> {
  if (Number(request.headers["content-length"] ?? 0) > bytesMax) {
    discard(request);
    throw tooLarge(bytesMax);
  }
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      length += chunk.length;
      unreadBytes += chunk.length;
      if (length > bytesMax) {
        throw tooLarge(bytesMax);
      }
      if (unreadBytes > UNREAD_BYTES_MAX) {
        throw new RequestError(503, "TooManyRequests", "Too many large requests at once. Try again later.");
      }
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch (error) {
    discard(request);
    throw error;
  } finally {
    unreadBytes -= length;
  }
}

/** Reads what still comes into nothing: a client that is busy sending hears an answer only when it has finished. */
function discard(request: IncomingMessage): void {
  let left = DISCARDED_BYTES_MAX;
  request.on("data", (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) {
      request.destroy();
    }
  });
}

async function decode(bytes: Buffer, encoding: string | undefined, bytesMax: number): Promise<Buffer> {
  if (encoding === undefined || encoding === "identity") {
    return bytes;
  }
  if (encoding !== "br") {
    const text = `The content encoding "${encoding}" is not supported.`;
    throw new RequestError(415, "UnsupportedEncoding", text);
  }
  try {
    return await decompress(bytes, { maxOutputLength: bytesMax });
  } catch (error) {
    const isTooLarge =
      error instanceof RangeError && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
    throw isTooLarge
      ? tooLarge(bytesMax)
      : badRequest("BadBody", `The request body is not valid brotli data.`);
  }
}

function tooLarge(bytesMax: number): RequestError {
  return new RequestError(413, "RequestTooLarge", `The request body is larger than ${bytesMax / MIB} MiB.`);
}
