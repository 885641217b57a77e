import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { ConvexClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Deployment, startDeployment } from "../support/deployment";

let deployment: Deployment;
let client: ConvexClient;

beforeAll(async () => {
  deployment = await startDeployment({ app: path.join(import.meta.dirname, "fixtures/items") });
  client = new ConvexClient(deployment.url, { logger: false });
});

afterAll(async () => {
  await client.close();
  await deployment.close();
});

test("live queries follow the code and the variables", { timeout: 120_000 }, async () => {
  const seen: string[] = [];
  const greeting = makeFunctionReference<"query", Record<string, never>, string>("greeting:get");
  client.onUpdate(
    greeting,
    {},
    (value) => seen.push(value),
    () => seen.push("error"),
  );
  await expect.poll(() => seen).toEqual(["error"]);

  await writeGreeting("hello");
  await deployment.push();
  await expect.poll(() => seen).toEqual(["error", "hello nobody"]);

  expect(await deployment.cli(["env", "set", "NAME", "Ada"])).toMatchObject({ code: 0 });
  await expect.poll(() => seen).toEqual(["error", "hello nobody", "hello Ada"]);

  await writeGreeting("good evening");
  await deployment.push();
  await expect.poll(() => seen.slice(3)).toEqual(["good evening Ada"]);

  await rm(moduleFile());
  await deployment.push();
  await expect.poll(() => seen.slice(4)).toEqual(["error"]);
});

function moduleFile(): string {
  return path.join(deployment.appFolder, "convex/greeting.ts");
}

async function writeGreeting(greeting: string): Promise<void> {
  await writeFile(
    moduleFile(),
    `import { queryGeneric } from "convex/server";
     export const get = queryGeneric({
       args: {},
       handler: () => "${greeting} " + (process.env.NAME ?? "nobody"),
     });`,
  );
}
