import { generateKeyPair, randomBytes, type webcrypto } from "node:crypto";
import { promisify } from "node:util";
import Provider, { type ClientMetadata, type Configuration, interactionPolicy } from "oidc-provider";
import { claimsOf, demoClients, type DemoClient } from "./people";

export interface ProviderSettings {
  /** Its own address, which tokens name as their issuer. */
  readonly issuer: string;
  /** Origins of the portal: only they get the answers of a sign-in. */
  readonly portalOrigins: readonly string[];
  readonly clients: readonly ProviderClient[];
}

/** What a registered OAuth application is at Google or Microsoft. */
export interface ProviderClient {
  readonly id: string;
  readonly secret: string;
  readonly provider: DemoClient["provider"];
  /** Where Auth.js listens for the answer. */
  readonly callbackPath: string;
}

const SCOPES = "openid profile email";
const MINUTE_SECONDS = 60;

/** An OpenID provider as strict as the real ones: client secret, exact redirect address, and PKCE in every sign-in. */
export async function makeProvider({ issuer, portalOrigins, clients }: ProviderSettings): Promise<Provider> {
  const key = await makeKey();
  return new Provider(issuer, {
    clients: clients.map((client) => registration(client, portalOrigins)),
    jwks: { keys: [key] },
    cookies: { keys: [randomBytes(32).toString("base64url")], names: cookieNames },
    scopes: ["openid"],
    claims: { openid: ["sub"], profile: ["name"], email: ["email", "email_verified", "xms_edov"] },
    // Both providers put these claims into the ID token, and the portal asks for nothing else.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}`, policy: alwaysAsk() },
    findAccount: (_ctx, subject) => accountOf(subject),
    loadExistingGrant: async (ctx) => {
      const { client, session, provider } = ctx.oidc;
      const grant = new provider.Grant({ clientId: client?.clientId, accountId: session?.accountId });
      grant.addOIDCScope(SCOPES);
      await grant.save();
      return grant;
    },
    renderError: (ctx, { error, error_description: description }) => {
      ctx.type = "text";
      ctx.body = `${error}: ${description ?? ""}\n`;
    },
    ttl: {
      AccessToken: 5 * MINUTE_SECONDS,
      AuthorizationCode: MINUTE_SECONDS,
      Grant: 5 * MINUTE_SECONDS,
      IdToken: 5 * MINUTE_SECONDS,
      Interaction: 15 * MINUTE_SECONDS,
      Session: 15 * MINUTE_SECONDS,
    },
  } satisfies Configuration);
}

/** Cookies know no ports, so these must not have names that the portal could use. */
const cookieNames = { session: "idp_session", interaction: "idp_interaction", resume: "idp_resume" };

function registration(
  { id, secret, callbackPath }: ProviderClient,
  portalOrigins: readonly string[],
): ClientMetadata {
  return {
    client_id: id,
    client_secret: secret,
    redirect_uris: portalOrigins.map((origin) => `${origin}${callbackPath}`),
    grant_types: ["authorization_code"],
    response_types: ["code"],
    token_endpoint_auth_method: "client_secret_basic",
  };
}

/** Shows the accounts at every sign-in, whether or not the portal asks for it. Nobody is asked for consent. */
function alwaysAsk() {
  const policy = interactionPolicy.base();
  policy.clear();
  const ask = new interactionPolicy.Check("always", "Choose who signs in", ({ oidc }) =>
    oidc.result?.login === undefined
      ? interactionPolicy.Check.REQUEST_PROMPT
      : interactionPolicy.Check.NO_NEED_TO_PROMPT,
  );
  policy.add(new interactionPolicy.Prompt({ name: "select_account", requestable: true }, ask));
  return policy;
}

function accountOf(subject: string) {
  const person = demoClients.find((client) => client.subject === subject);
  return person === undefined ? undefined : { accountId: person.subject, claims: () => claimsOf(person) };
}

async function makeKey(): Promise<webcrypto.JsonWebKey & { kty: "RSA" }> {
  const { privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
  return { ...privateKey.export({ format: "jwk" }), kty: "RSA", use: "sig", alg: "RS256" };
}
