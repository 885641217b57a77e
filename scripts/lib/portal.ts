import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Demo } from "./connection";

const SECRET_BYTES = 32;

/** What the web app needs so that clients can sign in, besides the credentials of providers. Its server alone sees it. */
export async function portalEnvironment(data: string, demo: Demo | null): Promise<Record<string, string>> {
  const key = process.env.GUILDHALL_PORTAL_KEY || demo?.portalKey;
  return {
    AUTH_SECRET: process.env.AUTH_SECRET || (await secretOf(data)),
    // It listens on the loopback interface only, so whoever names the host is on this machine.
    AUTH_TRUST_HOST: "true",
    ...(key === undefined ? {} : { GUILDHALL_PORTAL_KEY: key }),
  };
}

/** The secret of this data folder that encrypts the cookies of its portal, made on the first start. */
async function secretOf(data: string): Promise<string> {
  const file = path.join(data, "auth-secret");
  const known = await readFile(file, "utf8").catch(() => "");
  if (known !== "") {
    return known;
  }
  const secret = randomBytes(SECRET_BYTES).toString("base64url");
  await writeFile(file, secret, { mode: 0o600 });
  return secret;
}
