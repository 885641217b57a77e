import { chmod, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import { deploymentSchema } from "./deployment";
import { readJson } from "./readJson";

const demoSchema = z.object({
  organizationId: z.string(),
  apiKey: z.string(),
  portalKey: z.string(),
  staff: z.object({ email: z.string(), password: z.string() }),
  /** Who can sign in to the portal at the local OpenID provider. Nobody, while real providers are in use. */
  clients: z.array(
    z.object({ provider: z.string(), name: z.string(), email: z.string(), emailVerified: z.boolean() }),
  ),
});
export type Demo = z.infer<typeof demoSchema>;

const connectionSchema = z.object({
  portalUrl: z.string().nullable(),
  /** The local OpenID provider, where it runs. */
  idpUrl: z.string().nullable().default(null),
  ...deploymentSchema.shape,
  demo: demoSchema.nullable(),
});
export type Connection = z.infer<typeof connectionSchema>;

/** What a program needs to use the running product, secrets included: only the owner of the folder may read it. */
export async function writeConnection(data: string, connection: Connection): Promise<void> {
  const file = path.join(data, "connection.json");
  const temporary = `${file}.new`;
  await writeFile(temporary, `${JSON.stringify(connection, null, 2)}\n`, { mode: 0o600 });
  // The mode above applies to new files only.
  await chmod(temporary, 0o600);
  await rename(temporary, file);
}

/** What the last start on this folder wrote, or null. */
export async function readConnection(data: string): Promise<Connection | null> {
  return await readJson(path.join(data, "connection.json"), connectionSchema);
}
