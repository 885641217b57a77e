/** The parts of eslint.config.js that are rules of this project rather than settings of ESLint. */

const everywhere = {
  "max-lines": ["error", { max: 300 }],
  "max-lines-per-function": ["error", { max: 50, skipComments: true, skipBlankLines: true }],
  eqeqeq: "error",
  "guildhall/zod-namespace": "error",
  "@typescript-eslint/consistent-type-assertions": ["error", { assertionStyle: "never" }],
  "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
  "@typescript-eslint/no-explicit-any": "error",
  "@typescript-eslint/no-non-null-assertion": "error",
  "@typescript-eslint/ban-ts-comment": [
    "error",
    { "ts-ignore": true, "ts-nocheck": true, "ts-expect-error": "allow-with-description" },
  ],
  "@typescript-eslint/no-unused-vars": [
    "error",
    { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true },
  ],
  "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
  "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
  "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
  "@typescript-eslint/no-dynamic-delete": "off",
  // A function may be async because its callers await it (an HTTP handler, an interface); the missing await is no mistake.
  "@typescript-eslint/require-await": "off",
};

const tests = {
  "max-lines-per-function": "off",
  // Answers over HTTP are checked by the assertions that follow, not by their static type.
  "@typescript-eslint/no-unsafe-assignment": "off",
  "@typescript-eslint/no-unsafe-member-access": "off",
  "@typescript-eslint/no-unsafe-argument": "off",
  "@typescript-eslint/no-unsafe-call": "off",
  "@typescript-eslint/no-unsafe-return": "off",
};

const embedded = {
  // Names in pushed definitions are JSON by type and text by contract; `String()` shows what came instead.
  "@typescript-eslint/no-base-to-string": "off",
  "@typescript-eslint/restrict-template-expressions": "off",
};

// Markup is long without being complicated.
const tsx = { "max-lines-per-function": ["error", { max: 100, skipComments: true, skipBlankLines: true }] };

const convex = {
  "no-console": ["error", { allow: ["error", "warn"] }],
};

export const areaRules = { everywhere, tests, tsx, convex, embedded };

const boundedReads = [
  {
    selector: "CallExpression[callee.property.name='collect'][arguments.length=0]",
    message: "No .collect() without a bound: read an index range with .take(n) or .paginate().",
  },
];
const objectWrites = {
  selector:
    "CallExpression[callee.property.name='insert'][arguments.0.value=/^(objects|objectLinks|objectActions)$/]",
  message: "Only convex/lib/objectStore writes objects, objectLinks and objectActions.",
};

export const syntaxFor = {
  convex: { "no-restricted-syntax": ["error", ...boundedReads, objectWrites] },
  objectStore: { "no-restricted-syntax": ["error", ...boundedReads] },
};

/** `lib/` gets its clock and its randomness as arguments, so that browser, Convex and tests run the same rule. */
export const pureGlobals = {
  "no-restricted-globals": ["error", "fetch", "process", "window", "document", "localStorage"],
  "no-restricted-properties": [
    "error",
    { object: "Date", property: "now", message: "Take nowMs as an argument." },
    { object: "Math", property: "random", message: "Take randomness as an argument." },
  ],
  "no-restricted-syntax": [
    "error",
    {
      selector: "NewExpression[callee.name='Date'][arguments.length=0]",
      message: "Take nowMs as an argument.",
    },
  ],
};

/** `import { z } from "zod"` bundles all of zod, 830 kB instead of 293 kB for the same functions. */
export const plugin = {
  rules: {
    "zod-namespace": {
      create: (context) => ({
        ImportDeclaration(node) {
          const named = node.specifiers.some((specifier) => specifier.type !== "ImportNamespaceSpecifier");
          if (node.source.value === "zod" && named && node.importKind !== "type") {
            context.report({ node, message: 'Write `import * as z from "zod"`.' });
          }
        },
      }),
    },
  },
};

/** Matches the top-level folders `names`, reached by a relative path that leaves the area or by the alias `@/`. */
function folders(names) {
  return `^(@/|(\\.\\.?/)+)(${names})(/|$)`;
}

const openApi = {
  regex: "^@hono/zod-openapi",
  message: "Only lib/api and convex/api may import it: it bundles all of zod.",
};
const walls = {
  lib: [
    {
      regex: folders("convex|app|components|embedded|scripts|tests"),
      message: "lib/ is pure: it imports no other area.",
    },
    {
      regex: "^(?!\\.{1,2}/|zod$|convex/values$|@hono/zod-openapi$)",
      message: "lib/ imports only pure packages: zod and convex/values.",
    },
    openApi,
  ],
  libApi: [
    {
      regex: folders("convex|app|components|embedded|scripts|tests"),
      message: "lib/ is pure: it imports no other area.",
    },
    {
      regex: "^(?!\\.{1,2}/|zod$|convex/values$|@hono/zod-openapi$)",
      message: "lib/api imports only zod, convex/values and @hono/zod-openapi.",
    },
  ],
  libSdk: [
    {
      regex: "^(?!\\./|openapi-fetch$)",
      message: "lib/sdk imports itself and openapi-fetch: it is copied into other projects as it is.",
    },
  ],
  convex: [
    { regex: folders("app|components|embedded|scripts|tests"), message: "convex/ imports lib/ and itself." },
    openApi,
  ],
  convexApi: [
    { regex: folders("app|components|embedded|scripts|tests"), message: "convex/ imports lib/ and itself." },
  ],
  screens: [
    { regex: folders("embedded|scripts|tests"), message: "Screens know the deployment only by its address." },
    {
      regex: "^(@/|(\\.\\.?/)+)convex/(?!_generated/(api|dataModel)$)",
      message: "Screens import only convex/_generated/api and convex/_generated/dataModel from convex/.",
    },
    openApi,
  ],
  embedded: [
    {
      regex: "^@/|^(\\.\\.?/)+(lib|convex|app|components|scripts|tests)(/|$)",
      message: "embedded/ loads a functions folder by path, as any deployment would.",
    },
  ],
};

export function wall(area) {
  return { "no-restricted-imports": ["error", { patterns: walls[area] }] };
}
