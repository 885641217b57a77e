import fc from "fast-check";
import type { Endpoint } from "../../../convex/api/v1/endpoint";
import { isWrite } from "../../../lib/api/route";
import { sometimes, valuesOf } from "./generate";
import type { RawRequest } from "./rawSocket";
import {
  BROKEN_UTF8,
  STRANGE_CREDENTIALS,
  STRANGE_HEADERS,
  STRANGE_IDS,
  STRANGE_KEYS,
  STRANGE_NAMES,
  STRANGE_NUMBERS,
  STRANGE_PATHS,
  STRANGE_QUERIES,
  STRANGE_TAGS,
  STRANGE_TEXTS,
  STRANGE_TYPES,
  STRANGE_VALUES,
} from "./strange";

const TEXTS = ["some words", "client-0@example.com", "https://words.example/x"];
const ID = "j".repeat(32);

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** A request that is surely wrong, whatever the state of the data is. */
export interface Spoiled extends RawRequest {
  readonly how: string;
}

/** `credentialOf` gives what would pass, so that requests get as far as the check that they fail. */
export function spoiledRequests(
  endpoints: readonly Endpoint[],
  credentialOf: (endpoint: Endpoint) => fc.Arbitrary<string>,
): fc.Arbitrary<Spoiled> {
  return fc.oneof(
    ...endpoints.map((endpoint) => {
      const good = credentialOf(endpoint).chain((credential) => goodRequests(endpoint, credential));
      const spoiled = good.chain((request) => fc.oneof(...spoilersOf(endpoint, request)));
      return fc.tuple(spoiled, sometimes(fc.constantFrom(...STRANGE_HEADERS), 25)).map(withHeader);
    }),
  );
}

function withHeader([request, header]: [Spoiled, (typeof STRANGE_HEADERS)[number] | undefined]): Spoiled {
  return header === undefined ? request : { ...request, headers: [...request.headers, header] };
}

interface Good {
  readonly method: string;
  readonly path: string;
  readonly credential: string;
  readonly body: unknown;
}

function goodRequests({ route }: Endpoint, credential: string): fc.Arbitrary<Good> {
  const body =
    route.body === undefined
      ? fc.constant(undefined)
      : valuesOf(route.body.schema, { texts: TEXTS, references: [ID], presence: 60 });
  const path = `/api/v1${route.path.replace(/\{\w+\}/g, ID)}`;
  return body.map((value) => ({ method: route.method.toUpperCase(), path, credential, body: value }));
}

function spoilersOf({ kind, route }: Endpoint, good: Good): fc.Arbitrary<Spoiled>[] {
  const of = (how: string, values: readonly string[], change: (value: string) => Partial<Change>) =>
    fc.constantFrom(...values).map((value): Spoiled => ({ how, ...requestOf(good, change(value)) }));
  const header = (name: string, values: readonly string[]) =>
    of(name, values, (value) => ({ headers: [[name, value]] }));
  const { path } = good;
  const others = METHODS.filter((method) => method !== good.method);
  return [
    of("query", STRANGE_QUERIES, (query) => ({ target: `${path}?${query}` })),
    of("path", STRANGE_PATHS, (end) => ({ target: path + end })),
    of("method", others, (method) => ({ method, target: `${path}/there/is/nothing` })),
    ...(route.query?.shape.limit === undefined
      ? []
      : [
          of("number", STRANGE_NUMBERS, (number) => ({
            target: `${path}?limit=${encodeURIComponent(number)}`,
          })),
          of("twice", ["limit=1&limit=1", "sort=name&sort=-name"], (query) => ({
            target: `${path}?${query}`,
          })),
        ]),
    ...(route.params === undefined
      ? []
      : [of("id", STRANGE_IDS, (id) => ({ target: path.replace(ID, id) }))]),
    ...(kind === "open" ? [] : [header("Authorization", STRANGE_CREDENTIALS)]),
    ...(isWrite(route)
      ? [header("Idempotency-Key", STRANGE_KEYS), header("Content-Type", STRANGE_TYPES)]
      : []),
    ...(route.ifMatch === true ? [header("If-Match", STRANGE_TAGS)] : []),
    ...(route.body === undefined
      ? []
      : [
          ...textSpoilers(good),
          fieldSpoiler(good, route.body.schema),
          fieldSpoiler(good, route.body.schema),
        ]),
  ];
}

interface Change {
  method: string;
  target: string;
  headers: [string, string][];
  body: Buffer;
}

/** A header that is given replaces the good one. */
function requestOf(good: Good, change: Partial<Change>): RawRequest {
  const body = change.body ?? Buffer.from(good.body === undefined ? "" : JSON.stringify(good.body));
  const headers: [string, string][] = [["Authorization", `Bearer ${good.credential}`]];
  if (good.body !== undefined) {
    headers.push(["Content-Type", "application/json"]);
  }
  const changed = new Set(change.headers?.map(([name]) => name));
  return {
    method: change.method ?? good.method,
    target: change.target ?? good.path,
    headers: [...headers.filter(([name]) => !changed.has(name)), ...(change.headers ?? [])],
    body,
  };
}

function textSpoilers(good: Good): fc.Arbitrary<Spoiled>[] {
  const text = JSON.stringify(good.body ?? {});
  const asBody = (how: string, bodies: fc.Arbitrary<Buffer>) =>
    bodies.map((body): Spoiled => ({ how, ...requestOf(good, { body }) }));
  return [
    asBody(
      "text",
      fc.constantFrom(...STRANGE_TEXTS).map((strange) => Buffer.from(strange)),
    ),
    asBody(
      "cut",
      fc.nat(text.length - 1).map((length) => Buffer.from(text.slice(0, length))),
    ),
    asBody("utf-16", fc.constant(Buffer.from(text, "utf16le"))),
    asBody(
      "utf-8",
      fc
        .tuple(fc.nat(text.length), fc.constantFrom(...BROKEN_UTF8))
        .map(([at, bytes]) =>
          Buffer.concat([Buffer.from(text.slice(0, at)), Buffer.from(bytes), Buffer.from(text.slice(at))]),
        ),
    ),
  ];
}

/** One field that the schema refuses, or one that it does not know. */
function fieldSpoiler(good: Good, schema: { safeParse(value: unknown): { success: boolean } }) {
  const fields = Object.entries(good.body ?? {});
  const names = [...fields.map(([name]) => name), ...STRANGE_NAMES];
  return fc
    .tuple(fc.constantFrom(...names), fc.constantFrom(...STRANGE_VALUES))
    .map(([name, value]): Spoiled => {
      const changed = Object.fromEntries([...fields, [name, value]]);
      const spoiled = schema.safeParse(changed).success ? { ...changed, unheardOf: value } : changed;
      return { how: "field", ...requestOf(good, { body: Buffer.from(JSON.stringify(spoiled)) }) };
    });
}
