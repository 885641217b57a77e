import * as z from "zod";
import { runNode } from "./children";
import { UsageError } from "./command";
import { programs } from "./project";

/** A deployment that scripts may call internal functions of. */
export type Target =
  | { readonly kind: "key"; readonly deploymentUrl: string; readonly adminKey: string }
  /** Convex Cloud: the official CLI knows how to get in. */
  | { readonly kind: "cli" };

const answer = z.union([
  z.object({ status: z.literal("success"), value: z.unknown() }),
  z.object({ status: z.literal("error"), errorMessage: z.string(), errorData: z.unknown().optional() }),
  z.object({ code: z.string(), message: z.string() }),
]);

/** Calls any function, internal ones too; `result` says what it must answer. */
export async function callFunction<T>(
  target: Target,
  path: string,
  args: Readonly<Record<string, unknown>>,
  result: z.ZodType<T>,
): Promise<T> {
  return result.parse(target.kind === "key" ? await overHttp(target, path, args) : await overCli(path, args));
}

async function overHttp(
  target: { deploymentUrl: string; adminKey: string },
  path: string,
  args: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const response = await fetch(`${target.deploymentUrl}/api/function`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Convex ${target.adminKey}` },
    body: JSON.stringify({ path, format: "json", args }),
  }).catch(() => {
    throw new UsageError(`No deployment answers at ${target.deploymentUrl}. Is it running?`);
  });
  const body = answer.parse(await response.json());
  if ("code" in body) {
    throw new UsageError(`${path}: ${body.message}`);
  }
  if (body.status === "error") {
    throw refused(path, body.errorMessage, body.errorData);
  }
  return body.value;
}

const refusal = z.object({
  error: z.string(),
  details: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

/** The function ran and refused: its own words when it has some for people. */
function refused(path: string, message: string, data: unknown): UsageError {
  const words = refusal.safeParse(data);
  if (!words.success) {
    return new UsageError(`${path}: ${message}`);
  }
  const { error, details = [] } = words.data;
  const unsaid = details.filter((detail) => !error.includes(detail.message));
  return new UsageError([error, ...unsaid.map(describeProblem)].join("\n"));
}

function describeProblem({ path, message }: { path: string; message: string }): string {
  return path === "" ? `  ${message}` : `  ${path}: ${message}`;
}

async function overCli(path: string, args: Readonly<Record<string, unknown>>): Promise<unknown> {
  const { code, output, stdout } = await runNode("convex run", [
    programs.convex,
    "run",
    path,
    JSON.stringify(args),
  ]);
  if (code !== 0) {
    throw new UsageError(output.trim());
  }
  return JSON.parse(stdout);
}
