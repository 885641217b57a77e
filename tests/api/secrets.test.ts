import { ConvexClient } from "convex/browser";
import fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { api } from "../../convex/_generated/api";
import { soak } from "../support/rounds";
import { callsOf } from "./support/calls";
import { documentsOf, readDocuments } from "./support/documents";
import { atOnce, inParallel } from "./support/parallel";
import { type Server, startServer } from "./support/server";
import { learn, makeSide, type Side, signIn } from "./support/sides";

const SEED = Number(process.env.GUILDHALL_SEED ?? Date.now() % 1_000_000);
const TIME_MS_MAX = soak(120_000, 1_200_000);
const CALLS = soak(300, 4000);
const TOKEN = /gh[a-z]_(?:live_|test_)?[0-9A-Za-z]{20,}/;
const OWNER = { email: "owner@secrets.example", password: "a password that nobody guesses" };

let server: Server;
let side: Side;
let stranger: Side;

beforeAll(async () => {
  server = await startServer();
  [side, stranger] = [await makeSide(server, "a"), await makeSide(server, "b")];
  await signIn(server, side, 6);
});

afterAll(async () => await server.close());

const sync = {
  ...{ email: "repeated@example.com", name: "Rita", oauthProvider: "google", oauthId: "repeated" },
  emailVerified: true,
};

test("20 parallel sign-ins with one idempotency key: one session, and its token is told once", async () => {
  const sessions = documentsOf(server, "frontendSessions").length;
  const answers = await atOnce(20, () =>
    server.send({
      ...{ method: "POST", path: "/auth/sync-user", body: sync, credential: side.keys.portal ?? null },
      headers: { "Idempotency-Key": "sign-in" },
    }),
  );
  const [told, ...others] = [...answers].sort((left, right) => left.status - right.status);
  expect(told?.status).toBe(201);
  expect(told?.body.sessionToken).toMatch(TOKEN);
  for (const { status, headers, text, body } of others) {
    expect([status, body.code]).toEqual([409, "IDEMPOTENCY_CONFLICT"]);
    expect(body.details).toEqual([{ path: "id", message: told?.body._id }]);
    expect(headers.has("Idempotency-Replayed")).toBe(false);
    expect(text).not.toMatch(TOKEN);
  }
  expect(documentsOf(server, "frontendSessions")).toHaveLength(sessions + 1);
});

test(
  "after calls to every route, no document, file or log holds a token or a password",
  async () => {
    const known = [OWNER.password, ...Object.values(side.keys), ...side.sessions];
    const secrets = [...known, ...(await secretsOfStaff())];
    const calls = fc.sample(callsOf(side, stranger), { seed: SEED, numRuns: CALLS });
    await inParallel(8, calls, async (call) => {
      const headers = { "Idempotency-Key": `key-${call.route}-${calls.indexOf(call)}`, ...call.headers };
      const answer = await server.send({ ...call, headers });
      secrets.push(...(answer.text.match(new RegExp(TOKEN, "g")) ?? []));
      learn(side, call, answer);
    });
    expect(secrets.filter((secret) => secret.startsWith("ghs_")).length, `seed ${SEED}`).toBeGreaterThan(8);
    expect(documentsOf(server, "idempotencyKeys").length).toBeGreaterThan(CALLS / 5);

    const suspicious = readDocuments(server).filter(({ json }) => TOKEN.test(json));
    expect(suspicious, `seed ${SEED}`).toEqual([]);
    const logs = await recentLogs();
    expect(logs).toContain("gateway:write");
    for (const [name, content] of [...storedFiles(), ["logs", logs], ["output", server.deployment.output]]) {
      const found = secrets.filter((secret) => content?.includes(secret));
      expect(found, `${name}, seed ${SEED}`).toEqual([]);
    }
  },
  TIME_MS_MAX,
);

/**
 * A member of staff who signs in, makes a key and invites somebody: what else of ours is secret. Over WebSocket, as from
 * a page, because then the deployment keeps results for requests that are sent again.
 */
async function secretsOfStaff(): Promise<string[]> {
  const created = { organization: "Staffed", ownerEmail: OWNER.email, password: OWNER.password };
  const { organizationId } = await server.run("setup:createOrganization", created);
  const { token } = await server.run("auth:signIn", OWNER);
  const page = new ConvexClient(server.deployment.url, { logger: false });
  try {
    const { sessionId } = await page.mutation(api.auth.openPage, { token });
    const as = { sessionId, organizationId };
    const key = await page.mutation(api.apiKeys.createApiKey, {
      ...{ ...as, name: "Key", scopes: ["contacts:read"] },
    });
    const invited = await page.mutation(api.invitations.inviteMember, {
      ...{ ...as, email: "new@example.com", role: "member" as const },
    });
    return [token, sessionId, key.secret, invited.token];
  } finally {
    await page.close();
  }
}

/** All that the deployment keeps, byte by byte, but for the admin's own key and the lock. */
function storedFiles(): [string, string][] {
  const { dataFolder } = server.deployment;
  return readdirSync(dataFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => [path.relative(dataFolder, file), readFileSync(file, "latin1")]);
}

async function recentLogs(): Promise<string> {
  const { deploymentUrl, adminKey } = server.address;
  const response = await fetch(`${deploymentUrl}/api/stream_function_logs?cursor=0`, {
    headers: { Authorization: `Convex ${adminKey}` },
  });
  return await response.text();
}
