import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { callFunction } from "../../scripts/lib/functions";
import { inProject } from "../../scripts/lib/project";
import { type Deployment, startDeployment } from "../support/deployment";

/** An action of somebody else's Convex project, with a copy of the SDK in it. */
const action = `
import { internalAction } from "./_generated/server";
import { createClient, isGuildhallError } from "../guildhall/client";

export const write = internalAction(async (_ctx, { baseUrl, token }) => {
  const client = createClient({ baseUrl, token, retries: { delayMsMin: 1 } });
  const { data, requestId } = await client.createContact({ body: { email: "ada@example.com" } });
  const refused = await client.getContact({ path: { id: "x" } }).catch((error) => error);
  return { data, requestId, refused: isGuildhallError(refused) && refused.code };
});
`;

let project: string;
let deployment: Deployment;
let api: Server;
const keys: (string | string[] | undefined)[] = [];

beforeAll(async () => {
  project = await realpath(await mkdtemp(path.join(tmpdir(), "guildhall-sdk-")));
  await mkdir(path.join(project, "convex"));
  await writeFile(
    path.join(project, "package.json"),
    JSON.stringify({ type: "module", dependencies: { convex: "*" } }),
  );
  await writeFile(path.join(project, "convex/program.js"), action);
  await cp(inProject("lib/sdk"), path.join(project, "guildhall"), { recursive: true });
  deployment = await startDeployment({ app: project });
  api = createServer(({ method, headers }, response) => {
    keys.push(headers["idempotency-key"]);
    const isFirst = keys.length === 1;
    const body = { error: "No.", code: "NOT_FOUND", details: [], requestId: "r" };
    response.writeHead(isFirst ? 500 : method === "POST" ? 201 : 404, {
      "Content-Type": "application/json",
      "X-Request-Id": "r",
    });
    response.end(JSON.stringify(method === "POST" ? { isNewContact: true } : body));
  });
  await new Promise<void>((resolve) => api.listen(0, "127.0.0.1", resolve));
});

afterAll(async () => {
  api.close();
  await deployment.close();
  await rm(project, { recursive: true, force: true });
});

test("the client works in an action: it retries, keeps its key, and tells errors by their code", async () => {
  const { port } = api.address() as AddressInfo;
  const { url: deploymentUrl, adminKey } = deployment;
  const args = { baseUrl: `http://127.0.0.1:${port}`, token: "ghk_test_x" };
  const target = { kind: "key", deploymentUrl, adminKey } as const;
  const answer = await callFunction(target, "program:write", args, z.unknown());
  expect(answer).toEqual({ data: { isNewContact: true }, requestId: "r", refused: "NOT_FOUND" });
  expect(keys).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/), keys[0], undefined]);
});
