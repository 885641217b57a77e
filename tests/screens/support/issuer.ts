import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** How a part of a provider behaves. `silent` takes the question and never answers. */
type Behaviour = "right" | "silent" | "refusing" | "confused";

/**
 * A provider that does what a test wants, in the place of Google. It asks nobody anything: whoever comes is sent back at
 * once, as the person that `claims` says.
 */
export interface Issuer {
  readonly url: string;
  /** What its ID tokens say besides what all of them say. */
  claims: Record<string, unknown>;
  discovery: Behaviour;
  token: Behaviour;
  close: () => void;
}

export async function startIssuer(): Promise<Issuer> {
  const server = createServer((request, response) => void answer(issuer, request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const issuer: Issuer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    claims: {},
    discovery: "right",
    token: "right",
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
  return issuer;
}

async function answer(issuer: Issuer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? "/", issuer.url);
  if (pathname.startsWith("/.well-known/")) return behave(issuer.discovery, response, () => metadata(issuer));
  if (pathname === "/authorize") return sendBack(searchParams, response);
  let form = "";
  for await (const chunk of request) form += String(chunk);
  const nonce = new URLSearchParams(form).get("code") ?? "";
  behave(issuer.token, response, () => ({
    access_token: "unused",
    token_type: "Bearer",
    id_token: idToken(issuer, nonce),
  }));
}

/** The code is the nonce itself, so that nothing has to be remembered. */
function sendBack(asked: URLSearchParams, response: ServerResponse): void {
  const back = new URL(asked.get("redirect_uri") ?? "");
  back.searchParams.set("code", asked.get("nonce") ?? "");
  back.searchParams.set("state", asked.get("state") ?? "");
  response.writeHead(302, { Location: back.href }).end();
}

function behave(behaviour: Behaviour, response: ServerResponse, right: () => object): void {
  const json = { "Content-Type": "application/json" };
  switch (behaviour) {
    case "right":
      response.writeHead(200, json).end(JSON.stringify(right()));
      return;
    case "refusing":
      response.writeHead(401, json).end(JSON.stringify({ error: "invalid_client" }));
      return;
    case "confused":
      response.writeHead(500, { "Content-Type": "text/html" }).end("<h1>Oops</h1>");
      return;
    case "silent":
  }
}

function metadata({ url }: Issuer) {
  return {
    issuer: url,
    authorization_endpoint: `${url}/authorize`,
    token_endpoint: `${url}/token`,
    userinfo_endpoint: `${url}/userinfo`,
    jwks_uri: `${url}/jwks`,
    response_types_supported: ["code"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
  };
}

/** Its connection to the portal's server vouches for it, so that nobody looks at the signature. */
function idToken(issuer: Issuer, nonce: string): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    ...{ iss: issuer.url, aud: "guildhall-google", iat: now, exp: now + 300, nonce },
    ...{ sub: "somebody", name: "Some Body", email: "some@body.example", email_verified: true },
    ...issuer.claims,
  };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "RS256", typ: "JWT" })}.${part(claims)}.${Buffer.from("unread").toString("base64url")}`;
}
