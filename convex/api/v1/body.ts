import type { ErrorDetail } from "../../../lib/errors";
import { type ApiAnswer, refusal } from "../../lib/gateway";

const BODY_BYTES_MAX = 512 * 1024;

/** JSON of a route's body, or why there is none. Size and kind are refused before anyone is asked who they are. */
export type Body =
  | { kind: "json"; value: unknown }
  | { kind: "problem"; detail: ErrorDetail }
  | { kind: "refused"; answer: ApiAnswer };

export async function readBody(request: Request): Promise<Body> {
  if (Number(request.headers.get("Content-Length") ?? 0) > BODY_BYTES_MAX) {
    return { kind: "refused", answer: refusal("PAYLOAD_TOO_LARGE") };
  }
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength > BODY_BYTES_MAX) {
    return { kind: "refused", answer: refusal("PAYLOAD_TOO_LARGE") };
  }
  const contentType = request.headers.get("Content-Type");
  if (contentType === null ? bytes.byteLength > 0 : !isJson(contentType)) {
    return { kind: "refused", answer: refusal("UNSUPPORTED_MEDIA_TYPE") };
  }
  return parse(bytes);
}

function parse(bytes: ArrayBuffer): Body {
  if (bytes.byteLength === 0) {
    return { kind: "problem", detail: { path: "", message: "A JSON body is required." } };
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    // Objects cannot hold this name as a field, so it would be lost without a word.
    if (/"__proto__"\s*:/.test(text)) {
      return { kind: "problem", detail: { path: "__proto__", message: "Unknown field." } };
    }
    return { kind: "json", value: JSON.parse(text) };
  } catch {
    // The parser's own words may quote the body, which is not ours to repeat.
    return { kind: "problem", detail: { path: "", message: "The body is not valid JSON in UTF-8." } };
  }
}

function isJson(contentType: string): boolean {
  const [type = "", ...parameters] = contentType.toLowerCase().split(";");
  return (
    /^application\/([a-z0-9.+-]+\+)?json$/.test(type.trim()) &&
    parameters.every((parameter) => !/^\s*charset=/.test(parameter) || /=\s*"?utf-?8"?\s*$/.test(parameter))
  );
}
