import { customFetch } from "next-auth";
import type { Provider } from "next-auth/providers";
import Google from "next-auth/providers/google";
import MicrosoftEntraId from "next-auth/providers/microsoft-entra-id";
import type { OauthProvider } from "@/lib/frontendUsers/object";
import { inTime } from "./attempt";

/** A provider by the name that Auth.js has for it, which stands in addresses, and by the word of the API. */
interface PortalProvider {
  readonly id: "google" | "microsoft-entra-id";
  readonly oauthProvider: OauthProvider;
  readonly title: string;
}

const known: readonly PortalProvider[] = [
  { id: "google", oauthProvider: "google", title: "Google" },
  { id: "microsoft-entra-id", oauthProvider: "microsoft", title: "Microsoft" },
];

/** Those with credentials. Read at run time, so that one build serves every portal. */
export function configuredProviders(): PortalProvider[] {
  return known.filter(({ id }) => credentialsOf(id) !== null);
}

export function findProvider(id: string | undefined): PortalProvider | undefined {
  return configuredProviders().find((provider) => provider.id === id);
}

export function authProviders(): Provider[] {
  return configuredProviders().map(({ id }) => authProvider(id));
}

const checks: ("pkce" | "state" | "nonce")[] = ["pkce", "state", "nonce"];

/** Every check is on, and nothing is asked of anybody but an ID token with name and e-mail. */
const common = {
  checks,
  authorization: { params: { scope: "openid profile email", prompt: "select_account" } },
  // Auth.js' own one for Microsoft calls Microsoft Graph for a picture.
  profile: ({ sub }: { sub: string }) => ({ id: sub }),
};

function authProvider(id: PortalProvider["id"]): Provider {
  const settings = { ...common, ...credentialsOf(id) };
  return id === "google" ? patient(Google(settings)) : patient(MicrosoftEntraId(settings));
}

/** With an end to its requests. Auth.js has a `fetch` of its own for Microsoft, which stays. */
function patient<Config extends { [customFetch]?: typeof fetch }>(provider: Config): Config {
  return { ...provider, [customFetch]: inTime(provider[customFetch] ?? fetch) };
}

/** Under the names that Auth.js gives these variables. Without an issuer it goes to the provider that it knows. */
function credentialsOf(id: PortalProvider["id"]) {
  const prefix = `AUTH_${id.toUpperCase().replaceAll("-", "_")}`;
  const [clientId, clientSecret, issuer] = ["ID", "SECRET", "ISSUER"].map(
    (name) => process.env[`${prefix}_${name}`],
  );
  return clientId && clientSecret ? { clientId, clientSecret, ...(issuer && { issuer }) } : null;
}
