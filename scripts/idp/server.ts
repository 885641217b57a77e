import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type Provider from "oidc-provider";
import { errors } from "oidc-provider";
import { loginPage } from "./page";
import { demoClients, type DemoClient } from "./people";
import { makeProvider, type ProviderSettings } from "./provider";

const FORM_LENGTH_MAX = 4096;

/** The OpenID provider with its one page. It listens on the loopback interface only: it believes everybody. */
export async function startIdpServer(port: number, settings: ProviderSettings): Promise<Server> {
  const provider = await makeProvider(settings);
  const answerProtocol = provider.callback();
  const server = createServer((request, response) => {
    const isPage = request.url?.startsWith("/interaction/") === true;
    const answer = isPage
      ? answerPage(provider, settings, request, response)
      : answerProtocol(request, response);
    answer.catch((error: unknown) => fail(response, error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
  return server;
}

/** `GET` shows the accounts of the sign-in that is under way; `POST` goes on with what was chosen. */
async function answerPage(
  provider: Provider,
  settings: ProviderSettings,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { params } = await provider.interactionDetails(request, response);
  const client = settings.clients.find(({ id }) => id === params.client_id);
  const people = demoClients.filter((person) => person.provider === client?.provider);
  if (request.method === "POST") {
    const choice = (await readForm(request)).get("choice");
    await provider.interactionFinished(request, response, resultOf(choice, people));
    return;
  }
  const portal = new URL(String(params.redirect_uri)).origin;
  response
    .writeHead(200, {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "no-store",
      // Chromium applies `form-action` to the redirects that follow, and those end at the portal.
      "Content-Security-Policy": [
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        `form-action 'self' ${settings.portalOrigins.join(" ")}`,
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ].join("; "),
    })
    .end(loginPage({ people, portal }));
}

function resultOf(choice: string | null, people: readonly DemoClient[]) {
  if (choice === "fail") {
    return { error: "server_error", error_description: "The provider could not go on." };
  }
  const person = people.find(({ subject }) => subject === choice);
  return person === undefined
    ? { error: "access_denied", error_description: "The sign-in was cancelled." }
    : { login: { accountId: person.subject, remember: false }, select_account: {} };
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let form = "";
  for await (const chunk of request.setEncoding("utf8")) {
    form += String(chunk);
    if (form.length > FORM_LENGTH_MAX) {
      throw new errors.InvalidRequest("The form is too large.");
    }
  }
  return new URLSearchParams(form);
}

/** Most often a page that was left open for too long. */
function fail(response: ServerResponse, error: unknown): void {
  const isKnown = error instanceof errors.OIDCProviderError;
  if (!isKnown) {
    console.error(error);
  }
  response
    .writeHead(isKnown ? error.status : 500, { "Content-Type": "text/plain; charset=utf-8" })
    .end(
      isKnown ? `${error.error_description ?? error.message}\nStart the sign-in anew.\n` : "This failed.\n",
    );
}
