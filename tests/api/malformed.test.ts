import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { endpoints } from "../../convex/api/v1/app";
import { errorCatalogue } from "../../lib/errors";
import { soak } from "../support/rounds";
import { readDocuments } from "./support/documents";
import { inParallel } from "./support/parallel";
import { bytesOf, type RawAnswer, sendBytes } from "./support/rawSocket";
import { type Server, startServer } from "./support/server";
import { makeSide, type Side, signIn } from "./support/sides";
import { type Spoiled, spoiledRequests } from "./support/spoil";

const SEED = Number(process.env.GUILDHALL_SEED ?? Date.now() % 1_000_000);
const CALLS = soak(300, 10_000);
const TIME_MS_MAX = soak(120_000, 1_200_000);
const CLIENTS = 8;
const QUICK_MS = 5000;

let server: Server;
let side: Side;
const statuses = new Map<number, number>();

beforeAll(async () => {
  server = await startServer();
  side = await makeSide(server, "a");
  await signIn(server, side, soak(6, 40));
});

afterAll(async () => await server.close());

test(
  `${CALLS} malformed calls: each is refused in the API's words, quickly, and nothing is written`,
  async () => {
    console.info(`GUILDHALL_SEED=${SEED}`);
    const requests = fc.sample(spoiledRequests(endpoints, credentialOf), { seed: SEED, numRuns: CALLS });
    const before = contents();
    const wrong = await inParallel(CLIENTS, requests, async (request) => {
      const answer = await sendBytes(server.deployment.siteUrl, bytesOf(request));
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      return problemsOf(answer, request);
    });
    expect(wrong.flat(), `seed ${SEED}`).toEqual([]);
    expect(contents()).toEqual(before);
    // Many requests must come as far as the check of their content: with a credential that fails, all would be refused.
    console.info(Object.fromEntries(statuses));
    expect(statuses.get(400)).toBeGreaterThan(CALLS / 4);
    expect(server.deployment.output).not.toContain("failed unexpectedly");
  },
  TIME_MS_MAX,
);

/** A route that sessions use gets one, for its requests to come as far as they can. */
function credentialOf({ route }: (typeof endpoints)[number]): fc.Arbitrary<string> {
  const forKeys = route.openApi.security?.some((way) => "apiKey" in way) ?? true;
  const key = fc.constant(side.keys.everything ?? "");
  return forKeys || side.sessions.length === 0 ? key : fc.constantFrom(...side.sessions);
}

/** What every request may leave behind: its token, its refusal, and when its credential was last used. */
function contents(): string[] {
  return readDocuments(server)
    .filter(({ table }) => table !== "rateLimits" && table !== "idempotencyKeys")
    .map(({ table, json }) => `${table} ${json.replace(/"lastUsedAt":[^,}]*/, "")}`);
}

function problemsOf({ status, body, head, text, tookMs }: RawAnswer, request: Spoiled) {
  const found = [
    ...(status < 400 || status >= 500 ? [`answered ${status}`] : []),
    ...(isError(body, status) ? [] : ["is not in the API's words"]),
    ...(/^cache-control: no-store$/im.test(head) ? [] : ["may be cached"]),
    ...(text.split("HTTP/1.1 ").length === 2 ? [] : ["answered more than once"]),
    ...(tookMs > QUICK_MS ? [`took ${tookMs} ms`] : []),
    ...(body.length > 20_000 ? [`answered ${body.length} characters`] : []),
  ];
  const { how, method, target, headers } = request;
  const sent = [how, method, target, JSON.stringify(headers), request.body.toString()].map((part) =>
    part.slice(0, 500),
  );
  return found.map((problem) => [problem, ...sent, text.slice(0, 1000)].join("\n"));
}

function isError(body: string, status: number): boolean {
  const parsed = parsedJson(body);
  return (
    parsed !== null &&
    typeof parsed.error === "string" &&
    typeof parsed.requestId === "string" &&
    Array.isArray(parsed.details) &&
    Object.entries(errorCatalogue).some(([code, entry]) => code === parsed.code && entry.status === status)
  );
}

function parsedJson(text: string): ReturnType<typeof JSON.parse> {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
