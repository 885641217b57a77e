import { ConvexClient, ConvexHttpClient } from "convex/browser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { api } from "../../convex/_generated/api";
import { isAppError } from "../../lib/errors";
import { documentsOf } from "../api/support/documents";
import { atOnce } from "../api/support/parallel";
import { type Answer, type Server, startServer } from "../api/support/server";

const OWNER_PASSWORD = "correct horse battery staple";
let server: Server;
let organizationId: string;
let portalKey: string;
let apiKey: string;
let client: ConvexHttpClient;

beforeAll(async () => {
  server = await startServer();
  const made = await server.run("setup:createOrganization", {
    ...{ organization: "Live", ownerEmail: "owner@live.example", password: OWNER_PASSWORD },
  });
  organizationId = made.organizationId;
  portalKey = (await server.key(organizationId, { scopes: ["portal:sync"] })).secret;
  apiKey = (await server.key(organizationId)).secret;
  client = new ConvexHttpClient(server.deployment.url, { logger: false });
});

afterAll(async () => await server.close());

async function sync(person: object): Promise<Answer> {
  const body = { name: "Ada Lovelace", oauthProvider: "google", emailVerified: true, ...person };
  return await server.send({ method: "POST", path: "/auth/sync-user", credential: portalKey, body });
}

function usersWith(email: string) {
  return documentsOf(server, "objects").filter(
    ({ fields }) => fields.type === "frontend_user" && fields.name === email,
  );
}

describe("sign-ins at once", () => {
  test("twenty of one new identity make one user; no more than ten pass in a minute", async () => {
    const email = "one@example.com";
    const answers = await atOnce(20, () => sync({ email, oauthId: "one" }));
    const passed = answers.filter(({ status }) => status < 300);
    expect(answers.every(({ status }) => [200, 201, 429].includes(status))).toBe(true);
    // If the minute ends in between, more of them pass.
    expect(passed.length).toBeGreaterThanOrEqual(10);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(passed.map(({ body }) => body._id as string)).size).toBe(1);
    expect(new Set(passed.map(({ body }) => body.sessionToken as string)).size).toBe(passed.length);
    expect(usersWith(email)).toHaveLength(1);
  });

  test("ten identities that prove one e-mail come together in one user", async () => {
    const email = "many@example.com";
    const answers = await atOnce(10, (index) => sync({ email, oauthId: `many-${index}` }));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      ...Array<number>(9).fill(200),
      201,
    ]);
    expect(usersWith(email)).toHaveLength(1);
  });

  test("of ten identities that only claim one e-mail, one gets it", async () => {
    const email = "claimed@example.com";
    const claim = (index: number) => sync({ email, oauthId: `claim-${index}`, emailVerified: false });
    const statuses = (await atOnce(10, claim)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(9);
    expect(usersWith(email)).toHaveLength(1);
  });
});

describe("an open page of the portal", () => {
  test("sees its company the moment that staff open it, and ends the moment that they suspend its user", async () => {
    const contact = { email: "page@example.com", organizationInfo: { name: "Engines" } };
    const { body: made } = await server.send({
      ...{ method: "POST", path: "/crm/contacts", credential: apiKey, body: contact },
    });
    const { body: user } = await sync({ email: contact.email, oauthId: "page" });
    const { sessionId } = await client.mutation(api.frontendUserQueries.openPage, {
      token: user.sessionToken,
    });
    const signedIn = await client.action(api.auth.signIn, {
      email: "owner@live.example",
      password: OWNER_PASSWORD,
    });
    const staff = (await client.mutation(api.auth.openPage, { token: signedIn.token })).sessionId;
    const live = new ConvexClient(server.deployment.url, { logger: false });
    try {
      const seen: unknown[] = [];
      live.onUpdate(
        api.frontendUserQueries.getCompany,
        { sessionId },
        (company) => seen.push(company !== null && company.opened !== null ? "opened" : "closed"),
        (error) => seen.push(isAppError(error) ? error.data.code : error),
      );
      await expect.poll(() => seen).toEqual(["closed"]);
      const { contactId, crmOrganizationId: crmOrgId } = made;
      const { grantCompanyVisibility, revokeCompanyVisibility, suspendFrontendUser } = api.frontendUsers;
      await client.mutation(grantCompanyVisibility, { sessionId: staff, contactId, crmOrgId });
      await expect.poll(() => seen).toEqual(["closed", "opened"]);
      await client.mutation(revokeCompanyVisibility, { sessionId: staff, contactId });
      await expect.poll(() => seen).toEqual(["closed", "opened", "closed"]);
      await client.mutation(suspendFrontendUser, { sessionId: staff, frontendUserId: user._id });
      await expect.poll(() => seen).toEqual(["closed", "opened", "closed", "UNAUTHORIZED"]);
    } finally {
      await live.close();
    }
  });
});

test("no secret of a session lies on the disk", async () => {
  const { body } = await sync({ email: "secret@example.com", oauthId: "secret" });
  const { sessionId } = await client.mutation(api.frontendUserQueries.openPage, { token: body.sessionToken });
  const stored = JSON.stringify(documentsOf(server, "frontendSessions"));
  expect(stored).toContain(body._id);
  expect(stored).not.toContain(body.sessionToken);
  expect(stored).not.toContain(sessionId);
});
