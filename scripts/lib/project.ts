import path from "node:path";

export const projectFolder = path.resolve(import.meta.dirname, "../..");

export function inProject(...parts: string[]): string {
  return path.join(projectFolder, ...parts);
}

/** Programs of this project's packages, started without a shell and without npx, whose start-up costs half a second. */
export const programs = {
  convex: inProject("node_modules/convex/bin/main.js"),
  next: inProject("node_modules/next/dist/bin/next"),
  eslint: inProject("node_modules/eslint/bin/eslint.js"),
  prettier: inProject("node_modules/prettier/bin/prettier.cjs"),
  tsc: inProject("node_modules/typescript/bin/tsc"),
  vitest: inProject("node_modules/vitest/vitest.mjs"),
} as const;
