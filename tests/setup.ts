/// <reference types="vite/client" />
import rateLimiter from "@convex-dev/rate-limiter/test";
import { convexTest, type TestConvex } from "convex-test";
import { internal } from "../convex/_generated/api";
import type { Id } from "../convex/_generated/dataModel";
import { insertKey } from "../convex/lib/keys";
import schema from "../convex/schema";
import { checkAnswer } from "./support/openApiCheck";

const modules = import.meta.glob("../convex/**/*.*s");

export type Backend = TestConvex<typeof schema>;

/** The app on convex-test, with its components. */
export function backend(): Backend {
  const t = convexTest(schema, modules);
  rateLimiter.register(t);
  return t;
}

export interface Tenant {
  organizationId: Id<"organizations">;
  owner: { email: string; password: string; userId: Id<"users"> };
  /** With every scope that contacts need. */
  apiKey: string;
}

const PASSWORD = "correct horse battery staple";

/** An organization with its owner and an API key. */
export async function seedTenant(t: Backend, name = "Acme"): Promise<Tenant> {
  const email = `owner@${name.toLowerCase()}.example`;
  const { organizationId, userId } = await t.mutation(internal.setup.insert, {
    name,
    owner: { email, name: "Olga Owner", passwordHash: CHEAP_HASH },
  });
  const apiKey = await seedKey(t, organizationId, ["contacts:read", "contacts:write"]);
  return { organizationId, owner: { email, password: PASSWORD, userId }, apiKey };
}

/** scrypt of `PASSWORD` with the smallest parameters: tests sign in often. */
const CHEAP_HASH = "scrypt$2$1$1$MDEyMzQ1Njc4OWFiY2RlZg==$rK/8K1u5wNPiYEqTC5eheKqD6fgxUjhrm2A0ajsWlsc=";

export async function seedKey(
  t: Backend,
  organizationId: Id<"organizations">,
  scopes: string[],
): Promise<string> {
  const { secret } = await t.run((ctx) => insertKey(ctx, organizationId, { name: "Test", scopes }));
  return secret;
}

/** Answers are checked by assertions, not by static types. */
type Json = ReturnType<typeof JSON.parse>;

export interface ApiResponse {
  status: number;
  body: Json;
  headers: Headers;
}

/**
 * Asks the HTTP API with a key, as a program would. `body` may be text, for bodies that are not JSON. Fails when the answer
 * is not as the OpenAPI document declares it.
 */
export async function ask(
  t: Backend,
  key: string | null,
  method: string,
  path: string,
  options: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<ApiResponse> {
  const hasBody = options.body !== undefined;
  const response = await t.fetch(`/api/v1${path}`, {
    method,
    headers: {
      ...(key === null ? {} : { Authorization: `Bearer ${key}` }),
      ...(hasBody ? { "Content-Type": "application/json" } : {}),
      ...options.headers,
    },
    ...(hasBody
      ? { body: typeof options.body === "string" ? options.body : JSON.stringify(options.body) }
      : {}),
  });
  const text = await response.text();
  const { status, headers } = response;
  const answer: ApiResponse = { status, body: text === "" ? null : JSON.parse(text), headers };
  checkAnswer(method, path, answer);
  return answer;
}
