import path from "node:path";
import { ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import type { Value } from "convex/values";
import { convexTest } from "convex-test";
import { startDeployment } from "../../support/deployment";
import schema from "../../embedded/fixtures/items/convex/schema";

/** The functions of tests/embedded/fixtures/items behind whichever backend runs them. `name` is `module:export`. */
export interface Backend {
  query(name: string, args: Record<string, Value>): Promise<unknown>;
  mutation(name: string, args: Record<string, Value>): Promise<unknown>;
  close(): Promise<void>;
}

/** Convex's own test double and the embedded deployment must not differ in anything that is tested here. */
export const backends: readonly Choice[] = [
  { name: "convex-test", open: openConvexTest, isDouble: true },
  { name: "the embedded deployment", open: openDeployment, isDouble: false },
];

interface Choice {
  readonly name: string;
  readonly open: () => Promise<Backend>;
  /** The double lets pass what Convex refuses in a few places, which the tests name. */
  readonly isDouble: boolean;
}

const functions = path.join(import.meta.dirname, "../../embedded/fixtures/items");
const modules = import.meta.glob("../../embedded/fixtures/items/convex/*.ts");

function openConvexTest(): Promise<Backend> {
  // The double finds the root of the functions by this file, which a push would generate.
  const generated = { "../../embedded/fixtures/items/convex/_generated/api.js": () => Promise.resolve({}) };
  const double = convexTest({ schema, modules: { ...modules, ...generated } });
  return Promise.resolve({
    query: (name, args) => double.query(makeFunctionReference<"query">(name), args),
    mutation: (name, args) => double.mutation(makeFunctionReference<"mutation">(name), args),
    close: () => Promise.resolve(),
  });
}

async function openDeployment(): Promise<Backend> {
  const deployment = await startDeployment({ app: functions });
  const client = new ConvexHttpClient(deployment.url, { logger: false });
  return {
    query: (name, args) => client.query(makeFunctionReference<"query">(name), args),
    mutation: (name, args) =>
      client.mutation(makeFunctionReference<"mutation">(name), args, { skipQueue: true }),
    close: () => deployment.close(),
  };
}
