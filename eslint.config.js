import convexPlugin from "@convex-dev/eslint-plugin";
import reactHooks from "eslint-plugin-react-hooks";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";
import { areaRules, plugin, pureGlobals, syntaxFor, wall } from "./scripts/lintRules.js";

const typescript = ["**/*.ts", "**/*.tsx"];

export default defineConfig(
  globalIgnores([
    "node_modules/",
    ".next/",
    ".guildhall/",
    "coverage/",
    "**/_generated/",
    "**/*.generated.ts",
    "next-env.d.ts",
  ]),
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: typescript,
    extends: [tseslint.configs.strict, tseslint.configs.recommendedTypeCheckedOnly],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { guildhall: plugin },
    rules: areaRules.everywhere,
  },
  { files: ["app/**", "components/**"], extends: [reactHooks.configs.flat.recommended] },
  { files: ["convex/**/*.ts"], extends: [convexPlugin.configs.recommended], rules: areaRules.convex },

  // The import walls of docs/architecture.md.
  { files: ["lib/**"], rules: { ...wall("lib"), ...pureGlobals } },
  { files: ["lib/api/**"], rules: wall("libApi") },
  { files: ["lib/sdk/**"], rules: wall("libSdk") },
  { files: ["convex/**"], rules: wall("convex") },
  { files: ["convex/api/**", "convex/http.ts"], rules: wall("convexApi") },
  { files: ["app/**", "components/**"], rules: wall("screens") },
  { files: ["embedded/**"], rules: { ...wall("embedded"), ...areaRules.embedded } },

  // Type assertions are for the places where a boundary is crossed; `as const` is allowed everywhere.
  {
    files: ["convex/lib/**", "embedded/**", "tests/**"],
    rules: { "@typescript-eslint/consistent-type-assertions": "off" },
  },
  { files: ["convex/**/*.ts"], rules: syntaxFor.convex },
  { files: ["convex/lib/objectStore.ts", "convex/lib/objectStore/**"], rules: syntaxFor.objectStore },
  { files: ["**/*.tsx"], rules: areaRules.tsx },
  { files: ["tests/**"], rules: areaRules.tests },
);
