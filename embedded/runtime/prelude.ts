import { webCryptoSource } from "./webCrypto";

/**
 * What a query or mutation finds in its realm besides the language: Convex's syscalls, a frozen clock, and the Web
 * APIs that Guildhall and its components use there. The rest is refused by name when it is used.
 */
export const preludeSource = `"use strict";
(() => {
const host = globalThis.__host;
delete globalThis.__host;
const define = (name, value) => Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });

const answer = (op, args) => {
  const text = host.syscall(op, args);
  if (text[0] === "+") return text.slice(1);
  const { message, data } = JSON.parse(text.slice(1));
  const error = new Error(message);
  if (data !== undefined) error.data = JSON.parse(data);
  throw error;
};
define("Convex", {
  syscall: answer,
  asyncSyscall: async (op, args) => answer(op, args),
  jsSyscall: (op) => { throw new Error(op + " is only available in actions."); },
});

const RealDate = Date;
define("Date", new Proxy(RealDate, {
  construct: (target, args, newTarget) => Reflect.construct(target, args.length ? args : [host.now()], newTarget),
  apply: () => new RealDate(host.now()).toString(),
}));
RealDate.now = () => host.now();
Object.defineProperty(RealDate.prototype, "constructor", { value: globalThis.Date, writable: true, configurable: true });

const levels = { log: "LOG", info: "INFO", warn: "WARN", error: "ERROR", debug: "DEBUG", trace: "LOG", dir: "LOG" };
const console = Object.fromEntries(Object.entries(levels).map(([name, level]) => [name, (...values) => host.log(level, values)]));
for (const name of ["time", "timeEnd", "timeLog", "group", "groupEnd", "groupCollapsed", "table", "count", "assert"]) console[name] = () => {};
define("console", console);
define("process", { env: Object.freeze(JSON.parse(host.env)) });
define("URL", host.URL);
define("URLSearchParams", host.URLSearchParams);

const toLatin1 = (bytes) => { let text = ""; for (const byte of bytes) text += String.fromCharCode(byte); return text; };
const fromLatin1 = (text) => { const bytes = new Uint8Array(text.length); for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at); return bytes; };
const bytesOf = (source) => {
  if (ArrayBuffer.isView(source)) return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  throw new TypeError("Expected an ArrayBuffer, a typed array or a DataView.");
};

define("TextEncoder", class TextEncoder {
  encoding = "utf-8";
  encode(text = "") { return fromLatin1(host.encode(String(text))); }
});
define("TextDecoder", class TextDecoder {
  constructor(label = "utf-8", { fatal = false, ignoreBOM = false } = {}) {
    if (!/^utf-?8$/i.test(label)) throw new RangeError("Only UTF-8 is supported.");
    Object.assign(this, { fatal, ignoreBOM });
  }
  encoding = "utf-8";
  decode(source = new Uint8Array(), { stream = false } = {}) {
    if (stream) refuse("TextDecoder.decode of a stream");
    const text = host.decode(toLatin1(bytesOf(source)), this.fatal, this.ignoreBOM);
    if (text === null) throw new TypeError("The encoded data was not valid for encoding utf-8");
    return text;
  }
});
define("btoa", (text) => host.btoa(String(text)));
define("atob", (text) => host.atob(String(text)));

const refuse = (name) => { throw new Error(name + " is not supported in queries and mutations by the embedded deployment."); };
${webCryptoSource}
for (const name of ["fetch", "setTimeout", "setInterval", "clearTimeout", "clearInterval", "setImmediate"]) define(name, () => {
  throw new Error("Can't use " + name + "() in queries and mutations. Please consider using an action. See https://docs.convex.dev/functions/actions for more details.");
});
for (const name of ["Request", "Response", "Headers", "FormData", "Blob", "File", "ReadableStream", "WritableStream", "TransformStream",
  "CompressionStream", "DecompressionStream", "WebSocket", "AbortController", "AbortSignal", "Event", "EventTarget", "MessageChannel"]) {
  define(name, class { constructor() { refuse(name); } });
}
const clone = (value, seen) => {
  if (typeof value === "function" || typeof value === "symbol") throw new Error("A " + typeof value + " could not be cloned.");
  if (typeof value !== "object" || value === null) return value;
  if (seen.has(value)) return seen.get(value);
  const keep = (copy) => (seen.set(value, copy), copy);
  if (value instanceof RealDate) return keep(new RealDate(value.getTime()));
  if (value instanceof ArrayBuffer) return keep(value.slice(0));
  if (ArrayBuffer.isView(value)) return keep(new value.constructor(value));
  if (value instanceof Map) { const copy = keep(new Map()); for (const [k, v] of value) copy.set(clone(k, seen), clone(v, seen)); return copy; }
  if (value instanceof Set) { const copy = keep(new Set()); for (const v of value) copy.add(clone(v, seen)); return copy; }
  const copy = keep(Array.isArray(value) ? new Array(value.length) : value instanceof Error ? new value.constructor(value.message) : {});
  for (const key of Object.keys(value)) copy[key] = clone(value[key], seen);
  return copy;
};
define("structuredClone", (value) => clone(value, new Map()));
define("queueMicrotask", (callback) => void Promise.resolve().then(callback));
define("self", globalThis);
define("global", globalThis);

const compiled = new Map();
const compile = (source) => {
  if (!compiled.has(source)) compiled.set(source, (0, eval)("(" + source + ")"));
  return compiled.get(source);
};
// The frames below the function are those of the deployment itself.
const describe = (error) => (typeof error?.stack === "string" ? error.stack : String(error)).split("\\n    at Script.runInContext")[0];
define("__enter", () => {
  const [source, argument] = host.take();
  (async () => compile(source)(globalThis.modules, JSON.parse(argument)))().then(
    (value) => host.finish(JSON.stringify(value === undefined ? null : value)),
    (error) => host.fail(describe(error), typeof error?.data === "string" ? error.data : undefined),
  );
});
})();
`;
