import path from "node:path";
import { defineConfig } from "vitest/config";

/** Tests that start the whole product or a browser. They share one product, see tests/support/sharedGuildhall.ts. */
const productTests = ["tests/{start,e2e,app,screens,docs}/**/*.test.ts"];
const soaking = process.env.GUILDHALL_SOAK === "1";
const shared = {
  environment: "node",
  testTimeout: soaking ? 900_000 : 30_000,
  hookTimeout: 120_000,
  // What a test waits for may take a while on a busy machine; what does not come fails all the same.
  expect: { poll: { timeout: 15_000 } },
  // Guards against a test file that passes because its worker never got to the end.
  passWithNoTests: false,
};

export default defineConfig({
  resolve: { alias: { "@": path.resolve(import.meta.dirname) } },
  test: {
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: "parts",
          include: ["tests/**/*.test.{ts,tsx}"],
          exclude: productTests,
          globalSetup: "tests/support/prepared.ts",
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: "product",
          include: productTests,
          // These drive other processes, and hold nothing in their modules that the next file would find.
          isolate: false,
          testTimeout: soaking ? 1_800_000 : 120_000,
          globalSetup: "tests/support/productSetup.ts",
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
