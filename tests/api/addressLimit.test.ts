import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MINUTE, SECOND } from "../../lib/time";
import { documentsOf } from "./support/documents";
import { atOnce } from "./support/parallel";
import { type Server, startServer } from "./support/server";
import { makeSide, type Side, signIn } from "./support/sides";

const STRANGERS_PER_MINUTE = 10;

let server: Server;
let side: Side;

beforeAll(async () => {
  server = await startServer();
  side = await makeSide(server, "a");
  await signIn(server, side, 1);
});

afterAll(async () => await server.close());

/** So that what follows lies in one window. */
async function beginMinute(): Promise<void> {
  const leftMs = MINUTE - (Date.now() % MINUTE);
  if (leftMs < 15 * SECOND) {
    await sleep(leftMs);
  }
}

test("10 requests a minute and address to /auth without a valid credential, then 429, whatever headers say", async () => {
  const requests = [
    { method: "POST", path: "/auth/validate-token" },
    { method: "GET", path: "/auth/user", credential: `ghs_${"0".repeat(38)}` },
    { method: "POST", path: "/auth/sync-user", credential: side.keys.revoked, body: { wrong: 1 } },
    { method: "POST", path: "/auth/sign-out", credential: "none" },
  ];
  await beginMinute();
  const answers = await atOnce(40, (index) =>
    server.send({
      ...{ method: "GET", path: "/auth/user", ...requests[index % requests.length] },
      headers: {
        "X-Forwarded-For": `203.0.113.${index}`,
        Forwarded: `for=203.0.113.${index}`,
        "X-Real-IP": `203.0.113.${index}`,
        "CF-Connecting-IP": `203.0.113.${index}`,
        "True-Client-IP": `203.0.113.${index}`,
      },
    }),
  );
  const refused = answers.filter(({ status }) => status === 401);
  const limited = answers.filter(({ status }) => status === 429);
  expect([refused.length, limited.length]).toEqual([STRANGERS_PER_MINUTE, 30]);
  for (const { headers, body } of limited) {
    expect([body.code, body.message]).toEqual(["RATE_LIMITED", body.error]);
    expect(headers.get("Retry-After")).toBe(String(body.retryAfter));
    expect(body.retryAfter).toBeLessThanOrEqual(60);
    expect([...headers.keys()].filter((name) => name.startsWith("x-ratelimit"))).toEqual([]);
  }

  // A portal's own server is not locked out by what its visitors send through it.
  const [token = ""] = side.sessions;
  const valid = await server.send({ method: "GET", path: "/auth/user", credential: token });
  const wrongKind = await server.send({ method: "GET", path: "/auth/user", credential: side.keys.portal });
  const elsewhere = await server.send({ method: "GET", path: "/crm/contacts" });
  expect([valid.status, wrongKind.status, elsewhere.status]).toEqual([200, 403, 401]);
  const buckets = documentsOf(server, "rateLimits").map(({ fields }) => String(fields.bucket));
  expect(buckets.filter((bucket) => bucket.startsWith("auth:"))).toEqual(["auth:127.0.0.1"]);
}, 60_000);
