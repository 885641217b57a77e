import { afterAll, beforeAll, describe, expect, test } from "vitest";
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

    await json("keys.ts", "revoke", key.keyId);
    expect((await callApi(access, "GET", "/crm/contacts")).status).toBe(401);
  });

  test("show the password of an owner who existed already to nobody", async () => {
    const flags = ["--organization", "Second Engines", "--email", "ada@engines.example"];
    expect(await json<Organization>("setup.ts", ...flags)).toMatchObject({ password: null });
  });

  test.each([
    ["setup.ts", ["--email", "x@y.example"], "Option --organization is missing."],
    ["keys.ts", ["creat"], "Say what to do: npm run keys -- create|list|revoke [options]"],
    ["keys.ts", ["revoke"], "Say which key: npm run keys -- revoke KEYID"],
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

  test("an unknown scope is refused with the name that was meant", async () => {
    const flags = ["--organization", "nothing", "--name", "n", "--scopes", "contact:read"];
    const { code, stderr } = await script("keys.ts", ["create", ...flags, "--data", guildhall.data]);
    expect(code).toBe(1);
    expect(stderr).not.toContain("    at ");
  });
});
