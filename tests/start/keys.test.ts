import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { DAY, HOUR } from "../../lib/time";
import { callFunction, type Target } from "../../scripts/lib/functions";
import { cliEnvironment } from "../../scripts/lib/push";
import { callApi } from "../support/contactsApi";
import { script, startGuildhall, type Guildhall } from "../support/guildhall";

let guildhall: Guildhall;
beforeAll(async () => {
  guildhall = await startGuildhall({ portal: false, demo: false });
});
afterAll(async () => await guildhall.close());

async function json<T>(name: string, ...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await script(name, [...args, "--data", guildhall.data, "--json"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout) as T;
}

interface Organization {
  readonly organizationId: string;
  readonly email: string;
  readonly password: string | null;
}

describe("npm start -- --no-portal --no-demo", () => {
  test("has neither a portal nor a demo", async () => {
    expect(await guildhall.connection()).toMatchObject({ portalUrl: null, demo: null });
  });
});

describe("npm run setup and npm run keys", () => {
  test("make an organization, a key that works, and revoke it", async () => {
    const flags = ["--organization", "Analytical Engines", "--email", "ada@engines.example"];
    const { organizationId, email, password } = await json<Organization>("setup.ts", ...flags);
    expect(email).toBe("ada@engines.example");
    expect(password).toMatch(/^.{16,}$/);

    const owner = ["--organization", organizationId];
    const rights = ["--name", "website", "--scopes", "contacts:read, contacts:write", "--limit", "7"];
    const key = await json<{ keyId: string; secret: string }>("keys.ts", "create", ...owner, ...rights);
    const access = { siteUrl: (await guildhall.connection()).siteUrl, apiKey: key.secret };
    expect((await callApi(access, "GET", "/crm/contacts")).status).toBe(200);

    const listed = await json<Record<string, unknown>[]>("keys.ts", "list", ...owner);
    expect(listed).toMatchObject([{ keyId: key.keyId, name: "website", revokedAt: null, limitPerMinute: 7 }]);
    expect(JSON.stringify(listed)).not.toContain(key.secret);

    const mistyped = [
      "create",
      ...owner,
      "--name",
      "n",
      "--scopes",
      "contact:read",
      "--data",
      guildhall.data,
    ];
    const refused = await script("keys.ts", mistyped);
    expect(refused.stderr).toBe('scopes: there is no scope "contact:read": did you mean "contacts:read"?\n');

    await json("keys.ts", "revoke", key.keyId);
    expect((await callApi(access, "GET", "/crm/contacts")).status).toBe(401);
  });

  test("rotate a key with an overlap, and at once", async () => {
    const flags = ["--organization", "Rotating Engines", "--email", "charles@engines.example"];
    const { organizationId } = await json<Organization>("setup.ts", ...flags);
    const owner = ["--organization", organizationId];
    const rights = ["--name", "website", "--scopes", "contacts:read", "--expires-in-days", "90"];
    type Key = { keyId: string; secret: string; expiresAt: number; old: { keyId: string; endsAt: number } };
    const first = await json<Key>("keys.ts", "create", ...owner, ...rights);
    expect(first.expiresAt - Date.now()).toBeGreaterThan(89 * DAY);
    const { siteUrl } = await guildhall.connection();
    const status = async ({ secret: apiKey }: Key) =>
      (await callApi({ siteUrl, apiKey }, "GET", "/crm/contacts")).status;

    const second = await json<Key>("keys.ts", "rotate", first.keyId, "--overlap-hours", "2");
    expect(second.old).toEqual({ keyId: first.keyId, endsAt: expect.any(Number) });
    expect(second.old.endsAt - Date.now()).toBeGreaterThan(HOUR);
    expect(second.expiresAt - Date.now()).toBeGreaterThan(89 * DAY);
    expect([await status(first), await status(second)]).toEqual([200, 200]);

    const third = await json<Key>("keys.ts", "rotate", second.keyId, "--overlap-hours", "0");
    expect([await status(first), await status(second), await status(third)]).toEqual([200, 401, 200]);
    const listed = await json<Record<string, unknown>[]>("keys.ts", "list", ...owner);
    expect(listed).toMatchObject([third, second, first].map(({ keyId }) => ({ keyId })));
  });

  test("show the password of an owner who existed already to nobody", async () => {
    const flags = ["--organization", "Second Engines", "--email", "ada@engines.example"];
    expect(await json<Organization>("setup.ts", ...flags)).toMatchObject({ password: null });
  });

  test.each([
    ["setup.ts", ["--email", "x@y.example"], "Option --organization is missing."],
    ["keys.ts", ["creat"], "Say what to do: npm run keys -- create|list|rotate|revoke [options]"],
    ["keys.ts", ["revoke"], "Say which key: npm run keys -- revoke KEYID"],
    ["keys.ts", ["rotate"], "Say which key: npm run keys -- rotate KEYID"],
    [
      "keys.ts",
      ["rotate", "x", "--overlap-hours", "721"],
      'Option --overlap-hours must be a whole number from 0 to 720, not "721".',
    ],
    [
      "keys.ts",
      ["create", "--organisation", "x"],
      "Unknown option --organisation. Did you mean --organization?",
    ],
  ])("%s %j says what is wrong in one line", async (name, args, message) => {
    const { code, stderr } = await script(name, [...args, "--data", guildhall.data]);
    expect(code).toBe(1);
    expect(stderr).toContain(message);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  test.each([
    ["keys.ts", ["list"], "There is no such organization."],
    ["keys.ts", ["revoke", "nothing"], "There is no such API key."],
    ["keys.ts", ["rotate", "nothing"], "There is no such API key."],
    ["setup.ts", ["--email", "nobody"], "must be an e-mail address"],
  ])("%s %j shows what the deployment refused, without a stack", async (name, args, message) => {
    const flags = ["revoke", "rotate"].includes(args[0] ?? "") ? [] : ["--organization", "nothing"];
    const { code, stdout, stderr } = await script(name, [...args, ...flags, "--data", guildhall.data]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr).not.toContain("    at ");
  });

  test("reach a deployment that only the official CLI has a key for", async () => {
    const { deploymentUrl, siteUrl, adminKey } = await guildhall.connection();
    const environment = cliEnvironment({ deploymentUrl, siteUrl, adminKey });
    for (const [name, value] of Object.entries(environment)) {
      vi.stubEnv(name, value);
    }
    const answer = z.array(z.object({ id: z.string(), name: z.string() }));
    const list = (target: Target) => callFunction(target, "setup:listOrganizations", {}, answer);
    const owner = { organization: "Through the CLI", ownerEmail: "cli@engines.example" };
    await callFunction({ kind: "cli" }, "setup:createOrganization", owner, z.looseObject({}));
    const organizations = await list({ kind: "cli" });
    expect(organizations.map(({ name }) => name)).toContain("Through the CLI");
    expect(organizations).toEqual(await list({ kind: "key", deploymentUrl, adminKey }));
    await expect(callFunction({ kind: "cli" }, "setup:nothing", {}, answer)).rejects.toThrow("setup:nothing");
    vi.unstubAllEnvs();
  });

  test("a folder without a deployment is named", async () => {
    const data = `${guildhall.data}-that-is-not-there`;
    const { code, stderr } = await script("keys.ts", ["list", "--organization", "x", "--data", data]);
    expect(code).toBe(1);
    expect(stderr).toBe(`There is no deployment in ${data}. Start one with: npm start -- --data ${data}\n`);
  });
});
