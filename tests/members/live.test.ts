import { ConvexClient, ConvexHttpClient } from "convex/browser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { api } from "../../convex/_generated/api";
import { isAppError } from "../../lib/errors";
import { atOnce } from "../api/support/parallel";
import { type Server, startServer } from "../api/support/server";
import { codeOf } from "../support/staff";

const PASSWORD = "correct horse battery";
let server: Server;
let organizationId: string;
let key: string;
let client: ConvexHttpClient;

beforeAll(async () => {
  server = await startServer();
  organizationId = await server.organization("Live");
  key = (await server.key(organizationId)).secret;
  client = new ConvexHttpClient(server.deployment.url, { logger: false });
});

afterAll(async () => await server.close());

async function invite(email: string): Promise<string> {
  const body = { email, role: "member" };
  return (await server.send({ method: "POST", path: "/invitations", credential: key, body })).body.token;
}

async function members(): Promise<{ id: string; email: string }[]> {
  return (await server.send({ method: "GET", path: "/members", credential: key })).body.members;
}

function accept(token: string) {
  return client.action(api.invitations.acceptInvitation, { token, name: "Nora New", password: PASSWORD });
}

describe("on a deployment", () => {
  test("a member who is removed loses the live queries of their open page at once", async () => {
    const { token } = await accept(await invite("removed@example.com"));
    const { sessionId } = await client.mutation(api.auth.openPage, { token });
    const live = new ConvexClient(server.deployment.url, { logger: false });
    try {
      const seen: unknown[] = [];
      const args = { sessionId, organizationId };
      live.onUpdate(
        api.members.listMembers,
        args,
        ({ total }) => seen.push(total),
        (error) => seen.push(isAppError(error) ? error.data.code : error),
      );
      await expect.poll(() => seen).toEqual([2]);
      const person = (await members()).find(({ email }) => email === "removed@example.com");
      await server.send({ method: "DELETE", path: `/members/${person?.id}`, credential: key });
      await expect.poll(() => seen).toEqual([2, "NOT_FOUND"]);
    } finally {
      await live.close();
    }
  });

  test("eight who accept one invitation at once make one member", async () => {
    const token = await invite("race@example.com");
    const codes = await atOnce(8, () => codeOf(accept(token)));
    expect(codes.filter((code) => code === "none")).toHaveLength(1);
    expect(codes.filter((code) => code === "NOT_FOUND")).toHaveLength(7);
    expect((await members()).filter(({ email }) => email === "race@example.com")).toHaveLength(1);
  });

  test("twenty invitations of one e-mail at once leave one open link", async () => {
    const tokens = await atOnce(20, () => invite("often@example.com"));
    const read = (token: string) => codeOf(client.query(api.invitations.getInvitation, { token }));
    const codes = await Promise.all(tokens.map(read));
    expect(codes.filter((code) => code === "none")).toHaveLength(1);
  });

  test("settings know the time zones, currencies, languages and addresses of the world", async () => {
    const change = (body: unknown) =>
      server.send({ method: "PATCH", path: "/organization", credential: key, body });
    const body = { timeZone: "Pacific/Auckland", currency: "KWD", locale: "ar-KW" };
    const changed = await change({ ...body, allowedOrigins: ["https://münchen.example:443/"] });
    expect(changed.body.organization).toMatchObject({
      ...body,
      allowedOrigins: ["https://xn--mnchen-3ya.example"],
    });
    for (const wrong of [{ timeZone: "Mars/Olympus" }, { currency: "XYZ" }, { locale: "english" }]) {
      expect((await change(wrong)).status).toBe(400);
    }
  });
});
