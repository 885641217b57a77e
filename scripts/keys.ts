import * as z from "zod";
import { DAY } from "../lib/time";
import { run, UsageError, type Given } from "./lib/command";
import { callFunction, type Target } from "./lib/functions";
import { dataOption, targetFrom } from "./lib/target";

const usage = "npm run keys -- create|list|rotate|revoke [options]";
const LIMIT_PER_MINUTE_MAX = 100_000;
const EXPIRES_IN_DAYS_MAX = 3650;
const OVERLAP_HOURS_MAX = 720;

run(
  {
    usage,
    summary: [
      "API keys of an organization.",
      "",
      '  create --organization ID --name N --scopes "contacts:read,contacts:write" [--limit PER_MINUTE]',
      "         [--expires-in-days N]",
      "  list --organization ID",
      "  rotate KEYID [--overlap-hours N]",
      "  revoke KEYID",
    ].join("\n"),
    wordsMax: 2,
    options: {
      organization: { value: "ID", help: "The organization that the key belongs to." },
      name: { value: "N", help: "What the key is for." },
      scopes: { value: "LIST", help: "What the key may do, separated by commas." },
      limit: { value: "N", help: "Requests per minute, instead of the usual limit." },
      "expires-in-days": { value: "N", help: "When the key ends by itself, instead of never." },
      "overlap-hours": { value: "N", help: "How long a rotated key goes on working (24 when omitted)." },
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
      case "rotate":
        return await rotate(target, given, show);
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
  expiresAt: z.number().nullable(),
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
    ...(given.has("expires-in-days")
      ? {
          expiresAt:
            Date.now() + given.integer("expires-in-days", { min: 1, max: EXPIRES_IN_DAYS_MAX }) * DAY,
        }
      : {}),
  };
  const key = await callFunction(target, "apiKeys:create", args, createdKey);
  show(key, textOf(key));
}

function textOf({ keyId, secret, expiresAt }: z.output<typeof createdKey>): string {
  const ends = expiresAt === null ? [] : [`Ends    ${new Date(expiresAt).toISOString()}`];
  const kept = "Only a hash of the secret is stored: keep it now.";
  return [`Key     ${keyId}`, `Secret  ${secret}`, ...ends, kept].join("\n");
}

const rotatedKey = createdKey.extend({ old: z.object({ keyId: z.string(), endsAt: z.number() }) });

async function rotate(target: Target, given: Given, show: Show): Promise<void> {
  const args = {
    keyId: keyIdOf(given, "rotate"),
    ...(given.has("overlap-hours")
      ? { overlapHours: given.integer("overlap-hours", { min: 0, max: OVERLAP_HOURS_MAX }) }
      : {}),
  };
  const key = await callFunction(target, "apiKeys:rotate", args, rotatedKey);
  const { keyId, endsAt } = key.old;
  show(key, `${textOf(key)}\nThe old key ${keyId} ends at ${new Date(endsAt).toISOString()}.`);
}

const listedKey = z.object({
  keyId: z.string(),
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(z.string()),
  createdAt: z.number(),
  lastUsedAt: z.number().nullable(),
  revokedAt: z.number().nullable(),
  expiresAt: z.number().nullable(),
  limitPerMinute: z.number().nullable(),
});

async function list(target: Target, given: Given, show: Show): Promise<void> {
  const args = { organizationId: given.value("organization") };
  const keys = await callFunction(target, "apiKeys:list", args, z.array(listedKey));
  const rows = keys.map((key) => {
    return `${key.keyId}  ${key.prefix}…  ${key.name}  [${key.scopes.join(", ")}]  ${stateOf(key)}`;
  });
  show(keys, rows.join("\n") || "This organization has no keys.");
}

function stateOf({ revokedAt, expiresAt }: z.output<typeof listedKey>): string {
  if (revokedAt !== null) {
    return `revoked ${new Date(revokedAt).toISOString()}`;
  }
  if (expiresAt === null) {
    return "active";
  }
  return `${expiresAt <= Date.now() ? "ended" : "active until"} ${new Date(expiresAt).toISOString()}`;
}

async function revoke(target: Target, given: Given, show: Show): Promise<void> {
  const keyId = keyIdOf(given, "revoke");
  const answer = z.object({ keyId: z.string(), revokedAt: z.number() });
  const result = await callFunction(target, "apiKeys:revoke", { keyId }, answer);
  show(result, `Key ${result.keyId} is revoked since ${new Date(result.revokedAt).toISOString()}.`);
}

function keyIdOf(given: Given, verb: string): string {
  const keyId = given.words[1];
  if (keyId === undefined) {
    throw new UsageError(`Say which key: npm run keys -- ${verb} KEYID`);
  }
  return keyId;
}
