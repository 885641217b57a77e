import * as z from "zod";
import { run, UsageError, type Given } from "./lib/command";
import { callFunction, type Target } from "./lib/functions";
import { dataOption, targetFrom } from "./lib/target";

const usage = "npm run keys -- create|list|revoke [options]";
const LIMIT_PER_MINUTE_MAX = 100_000;

run(
  {
    usage,
    summary: [
      "API keys of an organization.",
      "",
      '  create --organization ID --name N --scopes "contacts:read,contacts:write" [--limit PER_MINUTE]',
      "  list --organization ID",
      "  revoke KEYID",
    ].join("\n"),
    wordsMax: 2,
    options: {
      organization: { value: "ID", help: "The organization that the key belongs to." },
      name: { value: "N", help: "What the key is for." },
      scopes: { value: "LIST", help: "What the key may do, separated by commas." },
      limit: { value: "N", help: "Requests per minute, instead of the usual limit." },
      test: { help: "Mark the key as one for tests (ghk_test_…)." },
      data: dataOption,
      json: { help: "Print JSON for programs." },
    },
  },
  async (given) => {
    const target = await targetFrom(given.value("data"));
    const show = (result: unknown, text: string) =>
      console.log(given.has("json") ? JSON.stringify(result) : text);
    switch (given.words[0]) {
      case "create":
        return await create(target, given, show);
      case "list":
        return await list(target, given, show);
      case "revoke":
        return await revoke(target, given, show);
      default:
        throw new UsageError(`Say what to do: ${usage}`);
    }
  },
);

type Show = (result: unknown, text: string) => void;

const createdKey = z.object({
  keyId: z.string(),
  secret: z.string(),
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(z.string()),
});

async function create(target: Target, given: Given, show: Show): Promise<void> {
  const scopes = given
    .value("scopes")
    .split(",")
    .map((scope) => scope.trim())
    .filter((scope) => scope !== "");
  const args = {
    organizationId: given.value("organization"),
    name: given.value("name"),
    scopes,
    environment: given.has("test") ? "test" : "live",
    ...(given.has("limit")
      ? { limitPerMinute: given.integer("limit", { min: 1, max: LIMIT_PER_MINUTE_MAX }) }
      : {}),
  };
  const key = await callFunction(target, "apiKeys:create", args, createdKey);
  show(key, `Key     ${key.keyId}\nSecret  ${key.secret}\nOnly a hash of the secret is stored: keep it now.`);
}

const listedKey = z.object({
  keyId: z.string(),
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(z.string()),
  createdAt: z.number(),
  lastUsedAt: z.number().nullable(),
  revokedAt: z.number().nullable(),
  limitPerMinute: z.number().nullable(),
});

async function list(target: Target, given: Given, show: Show): Promise<void> {
  const args = { organizationId: given.value("organization") };
  const keys = await callFunction(target, "apiKeys:list", args, z.array(listedKey));
  const rows = keys.map((key) => {
    const state = key.revokedAt === null ? "active" : `revoked ${new Date(key.revokedAt).toISOString()}`;
    return `${key.keyId}  ${key.prefix}…  ${key.name}  [${key.scopes.join(", ")}]  ${state}`;
  });
  show(keys, rows.join("\n") || "This organization has no keys.");
}

async function revoke(target: Target, given: Given, show: Show): Promise<void> {
  const keyId = given.words[1];
  if (keyId === undefined) {
    throw new UsageError("Say which key: npm run keys -- revoke KEYID");
  }
  const answer = z.object({ keyId: z.string(), revokedAt: z.number() });
  const result = await callFunction(target, "apiKeys:revoke", { keyId }, answer);
  show(result, `Key ${result.keyId} is revoked since ${new Date(result.revokedAt).toISOString()}.`);
}
