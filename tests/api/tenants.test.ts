import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { endpoints } from "../../convex/api/v1/app";
import { soak } from "../support/rounds";
import { type Call, callsOf } from "./support/calls";
import type { StoredDocument } from "./support/documents";
import { inParallel } from "./support/parallel";
import { type Answer, type Server, startServer } from "./support/server";
import { documentsBySide, hire, learn, makeSide, type Side, signIn } from "./support/sides";

const SEED = Number(process.env.GUILDHALL_SEED ?? Date.now() % 1_000_000);
const CALLS = soak(300, 10_000);
const TIME_MS_MAX = soak(120_000, 1_200_000);
const CLIENTS = 8;
/** Between two turns each side learns what the other has got in the meantime. */
const CALLS_PER_TURN = soak(50, 100);

let server: Server;
let sides: [Side, Side];
const statuses = new Map<string, Map<number, number>>();

beforeAll(async () => {
  server = await startServer();
  sides = [await makeSide(server, "a"), await makeSide(server, "b")];
  for (const side of sides) {
    await signIn(server, side, soak(6, 40));
    await hire(server, side, soak(2, 6));
  }
});

afterAll(async () => await server.close());

test(
  `${CALLS} generated calls through every route: nobody reads or changes what is the other's, nothing is a 500`,
  async () => {
    console.info(`GUILDHALL_SEED=${SEED}`);
    for (let turn = 0; turn * CALLS_PER_TURN < CALLS; turn += 1) {
      const [own, other] = turn % 2 === 0 ? sides : [sides[1], sides[0]];
      const before = documentsBySide(server, sides);
      const calls = fc.sample(callsOf(own, other), { seed: SEED + turn, numRuns: CALLS_PER_TURN });
      const forbidden = new Set((before.get(other) ?? []).map(({ id }) => id));
      const wrong = await inParallel(CLIENTS, calls, async (call) => {
        const answer = await server.send(call);
        note(call, answer);
        learn(own, call, answer);
        return problemOf(answer, other, forbidden).map((problem) => ({ problem, call, answer: answer.text }));
      });
      expect(wrong.flat(), `seed ${SEED}, turn ${turn}`).toEqual([]);
      const after = documentsBySide(server, sides);
      expect(contentsOf(after.get(other)), `seed ${SEED}, turn ${turn}`).toEqual(
        contentsOf(before.get(other)),
      );
    }
    console.table(summary());
    // A run that never got anywhere would have seen nothing. The small one is too short to get everywhere.
    const reached = endpoints.filter(({ route }) =>
      wasReached(`${route.method.toUpperCase()} ${route.path}`),
    );
    expect(reached.length).toBeGreaterThanOrEqual(soak(endpoints.length / 2, endpoints.length));
    expect(server.deployment.output).not.toContain("failed unexpectedly");
  },
  TIME_MS_MAX,
);

function problemOf({ status, text, headers }: Answer, other: Side, forbidden: ReadonlySet<string>): string[] {
  const told = text + JSON.stringify([...headers]);
  const ids = [...told.matchAll(/[0-9a-z]{31,37}/g)].map(([id]) => id).filter((id) => forbidden.has(id));
  return [
    ...(status >= 500 ? [`answered ${status}`] : []),
    ...(told.includes(other.marker) ? ["tells what the other organization wrote"] : []),
    ...ids.map((id) => `tells the other organization's id ${id}`),
  ];
}

function contentsOf(documents: readonly StoredDocument[] = []): string[] {
  return documents.map(({ table, id, json }) => `${table} ${id} ${json}`);
}

function note({ method, route }: Call, { status }: Answer): void {
  const counts = statuses.get(`${method} ${route}`) ?? new Map<number, number>();
  counts.set(status, (counts.get(status) ?? 0) + 1);
  statuses.set(`${method} ${route}`, counts);
}

function wasReached(route: string): boolean {
  return [...(statuses.get(route)?.keys() ?? [])].some((status) => status < 300);
}

function summary(): Record<string, Record<string, number>> {
  return Object.fromEntries([...statuses].map(([route, counts]) => [route, Object.fromEntries(counts)]));
}
