import { stat } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callApi } from "../support/contactsApi";
import {
  convexCli,
  freePorts,
  portFlags,
  script,
  shell,
  startGuildhall,
  type Guildhall,
} from "../support/guildhall";

const SECOND_START_MS_MAX = 10_000;
const GONE_MS_MAX = 5_000;

describe("npm start", () => {
  let guildhall: Guildhall;
  beforeAll(async () => {
    guildhall = await startGuildhall();
  });
  afterAll(async () => await guildhall.close());

  test("writes connection.json for its owner only, in the documented shape", async () => {
    const file = path.join(guildhall.data, "connection.json");
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const { port, "backend-port": backendPort, "site-port": sitePort, "idp-port": idpPort } = guildhall.ports;
    expect(await guildhall.connection()).toEqual({
      portalUrl: `http://127.0.0.1:${port}`,
      idpUrl: `http://127.0.0.1:${idpPort}`,
      deploymentUrl: `http://127.0.0.1:${backendPort}`,
      siteUrl: `http://127.0.0.1:${sitePort}`,
      adminKey: expect.any(String) as string,
      demo: {
        organizationId: expect.stringMatching(/^[0-9a-z]{31,37}$/) as string,
        apiKey: expect.stringMatching(/^ghk_(test|live)_/) as string,
        portalKey: expect.stringMatching(/^ghk_(test|live)_/) as string,
        staff: { email: expect.stringContaining("@") as string, password: expect.any(String) as string },
        clients: [
          expect.objectContaining({ provider: "google", emailVerified: true }) as object,
          expect.objectContaining({ provider: "microsoft", emailVerified: true }) as object,
          expect.objectContaining({ provider: "microsoft", emailVerified: false }) as object,
        ],
      },
    });
  });

  test("prints a curl line that works when pasted", async () => {
    const line = guildhall.output.split("\n").find((text) => text.trim().startsWith("curl ")) ?? "";
    const { stdout } = await shell(line.trim());
    expect(JSON.parse(stdout)).toMatchObject({ success: true });
  });

  test("says once that it is ready", () => {
    expect(guildhall.output.match(/Guildhall is ready\./g)).toHaveLength(1);
  });

  test("refuses a folder that is in use, in one line", async () => {
    const flags = portFlags(await freePorts());
    const { code, stdout, stderr } = await script("start.ts", ["--data", guildhall.data, ...flags]);
    expect(code).toBe(1);
    expect(stdout).not.toContain("is ready");
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toContain(guildhall.data);
  });

  test("a contact made by curl is listed by `convex data` and survives kill -9", async () => {
    const before = await guildhall.connection();
    const { siteUrl, apiKey } = await guildhall.api();
    const created = await shell(
      `curl -s ${siteUrl}/api/v1/crm/contacts -H "Authorization: Bearer ${apiKey}" ` +
        `-H "Content-Type: application/json" -d '{"email":"survivor@example.com"}'`,
    );
    const { contactId: id } = JSON.parse(created.stdout) as { contactId: string };
    const listed = await convexCli(before, ["data", "objects", "--limit", "100"]);
    expect(listed.stdout).toContain(id);

    await guildhall.end("SIGKILL");
    const startedAtMs = performance.now();
    await guildhall.start();
    expect(performance.now() - startedAtMs).toBeLessThan(SECOND_START_MS_MAX);
    expect(await guildhall.connection()).toEqual(before);
    const { status, body } = await callApi(await guildhall.api(), "GET", `/crm/contacts/${id}`);
    expect(status).toBe(200);
    expect(JSON.stringify(body)).toContain("survivor@example.com");
  });

  test.each(["SIGINT", "SIGTERM"] as const)(
    "%s stops everything and leaves no port taken",
    async (signal) => {
      expect(await guildhall.end(signal)).toBe(0);
      expect(await guildhall.listening()).toEqual([]);
      await guildhall.start();
    },
  );

  test("kill -9 leaves no orphan on a port", async () => {
    await guildhall.end("SIGKILL");
    const deadline = Date.now() + GONE_MS_MAX;
    while ((await guildhall.listening()).length > 0 && Date.now() < deadline) {
      await sleep(50);
    }
    expect(await guildhall.listening()).toEqual([]);
  });
});
