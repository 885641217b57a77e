import { createReadStream } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { JsonObject } from "../types";

/** What lies at an address never changes, so that browsers may keep it. */
const CACHE = "private, max-age=2592000";

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Answers a GET or HEAD of a stored file: whole, one range of it, or "you have it already". */
export async function serveFile(
  path: string,
  document: JsonObject,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const size = Number(document.size);
  const sha256 = document.sha256 as string;
  const etag = `"${sha256}"`;
  response.setHeader("etag", etag);
  response.setHeader("cache-control", CACHE);
  response.setHeader("accept-ranges", "bytes");
  response.setHeader("digest", `sha-256=${sha256}`);
  response.setHeader("x-content-type-options", "nosniff");
  if (typeof document.contentType === "string") response.setHeader("content-type", document.contentType);
  if (request.headers["if-none-match"] === etag) {
    response.writeHead(304).end();
    return;
  }
  const range = parseRange(request.headers.range, size);
  if (range === "unsatisfiable") {
    response.writeHead(416, { "content-range": `bytes */${size}` }).end();
    return;
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  response.setHeader("content-length", end - start + 1);
  if (range !== null) response.setHeader("content-range", `bytes ${start}-${end}/${size}`);
  response.writeHead(range === null ? 200 : 206);
  if (request.method === "HEAD" || size === 0) response.end();
  else await pipeline(createReadStream(path, { start, end }), response);
}

/** One range at most, as on Convex; a header that is no byte range is ignored, as HTTP asks. */
function parseRange(header: string | undefined, size: number): Span | "unsatisfiable" | null {
  if (header === undefined || !header.startsWith("bytes=")) return null;
  const match = /^bytes=(\d*)-(\d*)$/.exec(header);
  const [from = "", to = ""] = match?.slice(1) ?? [];
  if (match === null || (from === "" && to === "")) return "unsatisfiable";
  const start = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  return start > end ? "unsatisfiable" : { start, end };
}
