import { randomBytes } from "node:crypto";
import type { ProviderClient } from "../idp/provider";
import { Child, typescript } from "./children";
import { inProject } from "./project";
import { untilItAnswers } from "./ready";

/** What shows that somebody registered OAuth applications with Google or Microsoft. */
const credentials = [
  "AUTH_GOOGLE_ID",
  "AUTH_GOOGLE_SECRET",
  "AUTH_MICROSOFT_ENTRA_ID_ID",
  "AUTH_MICROSOFT_ENTRA_ID_SECRET",
] as const;

/** With one credential of a real provider the local one stays away: it vouches for people who prove nothing. */
export function hasProviderCredentials(): boolean {
  return credentials.some((name) => (process.env[name] ?? "") !== "");
}

/** The two applications that the local provider knows: the portal as Google knows it, and as Microsoft does. */
export function idpClients(secret: string): ProviderClient[] {
  const callbacks = "/api/auth/callback";
  return [
    { id: "guildhall-google", secret, provider: "google", callbackPath: `${callbacks}/google` },
    {
      id: "guildhall-microsoft",
      secret,
      provider: "microsoft",
      callbackPath: `${callbacks}/microsoft-entra-id`,
    },
  ];
}

export interface RunningIdp {
  readonly child: Child;
  readonly idpUrl: string;
  /** The variables with which the web app takes it for Google and for Microsoft. */
  readonly environment: Readonly<Record<string, string>>;
  /** Resolves when it answers. Nothing needs it before somebody signs in, so others may start meanwhile. */
  readonly ready: Promise<void>;
}

/** Starts the local OpenID provider, with a new secret each time. */
export function startIdp({ port, portalPort }: { port: number; portalPort: number }): RunningIdp {
  const secret = randomBytes(24).toString("base64url");
  const idpUrl = `http://127.0.0.1:${port}`;
  const flags = ["--port", String(port), "--portal-port", String(portalPort)];
  const child = new Child(
    "The local OpenID provider",
    [...typescript, inProject("scripts/idp.ts"), ...flags],
    {
      env: { ...process.env, GUILDHALL_IDP_SECRET: secret },
      output: "collect",
    },
  );
  const [google, microsoft] = idpClients(secret).map(({ id }) => id);
  const ready = untilItAnswers(child, `${idpUrl}/.well-known/openid-configuration`);
  // It is awaited late, if at all. Until then a failure must not count as one that nobody handles.
  ready.catch(() => undefined);
  return {
    child,
    idpUrl,
    ready,
    environment: {
      AUTH_GOOGLE_ID: google ?? "",
      AUTH_GOOGLE_SECRET: secret,
      AUTH_GOOGLE_ISSUER: idpUrl,
      AUTH_MICROSOFT_ENTRA_ID_ID: microsoft ?? "",
      AUTH_MICROSOFT_ENTRA_ID_SECRET: secret,
      AUTH_MICROSOFT_ENTRA_ID_ISSUER: idpUrl,
    },
  };
}
