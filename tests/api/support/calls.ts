import fc from "fast-check";
import { type Endpoint } from "../../../convex/api/v1/endpoint";
import { endpoints } from "../../../convex/api/v1/app";
import { FORMATS, sometimes, valuesOf } from "./generate";
import type { Sent } from "./server";
import { placeOf, type Side } from "./sides";

export interface Call extends Sent {
  /** The path as the route declares it. */
  readonly route: string;
}

/** One list for both, so that each meets the other's e-mail addresses and idempotency keys. */
const SHARED_EMAILS = [
  ...["client-0@example.com", "client-1@example.com", "client-2@example.com", "shared@example.com"],
  ...["owner-a@example.com", "owner-b@example.com"],
];
const IDEMPOTENCY_KEYS = Array.from({ length: 200 }, (_, index) => `key-${index}`);
const MISSING = "j".repeat(32);

/** Requests of one organization through every route: mostly valid, and reaching for the other's things. */
export function callsOf(own: Side, other: Side): fc.Arbitrary<Call> {
  const choices = endpoints.map((endpoint) => ({
    // Routes without credential tell everybody the same, and hold nobody's data.
    weight: endpoint.kind === "open" ? 1 : 8,
    arbitrary: callsTo(endpoint, own, other),
  }));
  return fc.oneof(...choices);
}

function callsTo(endpoint: Endpoint, own: Side, other: Side): fc.Arbitrary<Call> {
  const { route } = endpoint;
  const texts = [
    `${own.marker} one`,
    `${own.marker} two`,
    `https://${own.marker}.example/x`,
    ...SHARED_EMAILS,
  ];
  const references = [...idsOf(own), ...idsOf(other), ...own.cursors, ...other.cursors, MISSING];
  // What is asked is never answered, so questions may hold the other's own words.
  const questions = [...texts, ...references, ...FORMATS, other.marker, `${other.marker} one`];
  const body =
    route.body === undefined
      ? fc.constant(undefined)
      : valuesOf(route.body.schema, { texts, references, presence: 60 });
  const query =
    route.query === undefined
      ? fc.constant({})
      : valuesOf(route.query, { texts: questions, references: [], presence: 20 });
  return fc
    .record({
      path: pathsOf(route.path, own, other),
      query,
      body,
      headers: headersOf(own),
      credential: credentialsOf(endpoint, own),
    })
    .map(({ path, query: parameters, ...rest }) => ({
      ...rest,
      method: route.method.toUpperCase(),
      route: route.path,
      path: path + queryOf(parameters),
    }));
}

function queryOf(parameters: unknown): string {
  const given = Object.entries(parameters ?? {}).filter(([, value]) => value !== undefined);
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text === "" ? "" : `?${text}`;
}

function pathsOf(path: string, own: Side, other: Side): fc.Arbitrary<string> {
  const place = placeOf(path);
  const choices: [number, readonly string[]][] = [
    [20, own.ids.get(place) ?? []],
    [4, other.ids.get(place) ?? []],
    [1, idsOf(own)],
    [1, idsOf(other)],
    [1, [MISSING]],
  ];
  const id = fc.oneof(
    ...choices.flatMap(([weight, ids]) =>
      ids.length === 0 ? [] : [{ weight, arbitrary: fc.constantFrom(...ids) }],
    ),
  );
  return id.map((value) => path.replace(/\{\w+\}/g, value));
}

function headersOf({ name }: Side): fc.Arbitrary<Record<string, string>> {
  const optional = (percent: number, values: readonly string[]) =>
    sometimes(fc.constantFrom(...values), percent);
  return fc
    .record({
      "Idempotency-Key": optional(50, IDEMPOTENCY_KEYS),
      "If-Match": optional(20, ['"1"', '"2"', "*", '"99"', 'W/"1"']),
      Origin: optional(20, ["https://portal.example", `https://${name}.example`]),
    })
    .map(
      (headers) =>
        Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)) as Record<
          string,
          string
        >,
    );
}

/** Mostly one that fits the route; then all others, those of no use included. */
function credentialsOf({ route }: Endpoint, { keys, sessions }: Side): fc.Arbitrary<string | null> {
  const { everything = "", ...others } = keys;
  const forKeys = route.openApi.security?.some((way) => "apiKey" in way) ?? true;
  const fitting = forKeys || sessions.length === 0 ? [everything] : sessions;
  return fc.oneof(
    { weight: 14, arbitrary: fc.constantFrom(...fitting) },
    { weight: 4, arbitrary: fc.constantFrom(...Object.values(others), ...sessions.slice(-2)) },
    { weight: 1, arbitrary: fc.constantFrom(null, "ghk_live_none", `${everything}x`) },
  );
}

function idsOf({ ids, organizationId, credentialIds }: Side): string[] {
  return [...[...ids.values()].flat(), organizationId, ...credentialIds];
}
