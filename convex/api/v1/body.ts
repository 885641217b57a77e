import type { ErrorDetail } from "../../../lib/errors";
import { type ApiAnswer, refusal } from "../../lib/gateway";

const BODY_BYTES_MAX = 512 * 1024;

/** What was sent, and its JSON or why there is none. */
export interface Body {
  bytes: ArrayBuffer;
  json: { kind: "value"; value: unknown } | { kind: "none" } | { kind: "problem"; detail: ErrorDetail };
}

/** Size and kind are refused before anyone is asked who they are. */
export async function readBody(
  request: Request,
): Promise<{ kind: "read"; body: Body } | { kind: "refused"; answer: ApiAnswer }> {
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
  return { kind: "read", body: { bytes, json: parse(bytes) } };
}

function parse(bytes: ArrayBuffer): Body["json"] {
  if (bytes.byteLength === 0) {
    return { kind: "none" };
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return MAYBE_UNFIT.test(text) ? parseWarily(text) : { kind: "value", value: JSON.parse(text) };
  } catch {
    // The parser's own words may quote the body, which is not ours to repeat.
    return { kind: "problem", detail: { path: "", message: "The body is not valid JSON in UTF-8." } };
  }
}

const UNFIT_NAME = "__proto__";
/** The name that does not fit, or a letter of it in disguise: in JSON any letter may be written as an escape. */
const MAYBE_UNFIT = /__proto__|\\u00(?:5f|6f|7[024])/i;

/** Objects cannot hold this name as a field, so it would be lost on its way without a word. */
function parseWarily(text: string): Body["json"] {
  let isUnfit = false;
  const value: unknown = JSON.parse(text, (name, field: unknown) => {
    isUnfit ||= name === UNFIT_NAME;
    return field;
  });
  return isUnfit
    ? { kind: "problem", detail: { path: UNFIT_NAME, message: "Unknown field." } }
    : { kind: "value", value };
}

function isJson(contentType: string): boolean {
  const [type = "", ...parameters] = contentType.toLowerCase().split(";");
  return (
    /^application\/([a-z0-9.+-]+\+)?json$/.test(type.trim()) &&
    parameters.every((parameter) => !/^\s*charset=/.test(parameter) || /=\s*"?utf-?8"?\s*$/.test(parameter))
  );
}
