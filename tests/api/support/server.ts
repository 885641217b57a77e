import * as z from "zod";
import { embeddedEnvironment, setEnvironment } from "../../../scripts/lib/environment";
import { callFunction } from "../../../scripts/lib/functions";
import { pushFunctions } from "../../../scripts/lib/push";
import { type Deployment, startDeployment, startPrepared } from "../../support/deployment";
import { checkAnswer } from "../../support/openApiCheck";
import { prepared } from "../../support/prepared";

export interface Sent {
  readonly method: string;
  /** Below `/api/v1`. */
  readonly path: string;
  readonly credential?: string | null;
  /** Text is sent as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Answers are checked by assertions, not by static types. */
  readonly body: ReturnType<typeof JSON.parse>;
}

export interface KeyOptions {
  readonly scopes?: readonly string[];
  readonly limitPerMinute?: number;
}

export const ALLOWED_ORIGIN = "https://portal.example";
const LIMIT_MAX = 100_000;

/** The product's functions on an embedded deployment of their own, asked over HTTP as any program asks them. */
export async function startServer(): Promise<Server> {
  const pushed = await prepared("product", async (folder) => {
    const deployment = await startDeployment({ app: null });
    await pushFunctions(new Server(deployment).address, deployment.dataFolder);
    await deployment.handOver(folder);
  });
  const deployment = await startPrepared(pushed);
  const server = new Server(deployment);
  try {
    const environment = { ...embeddedEnvironment(undefined), ALLOWED_ORIGINS: ALLOWED_ORIGIN };
    await setEnvironment(server.address, environment);
  } catch (error) {
    await deployment.close();
    throw error;
  }
  return server;
}

export class Server {
  constructor(readonly deployment: Deployment) {}

  get address() {
    const { url: deploymentUrl, siteUrl, adminKey } = this.deployment;
    return { deploymentUrl, siteUrl, adminKey };
  }

  /** Any function, internal ones too, as the holder of the admin key may call them. */
  async run(path: string, args: Readonly<Record<string, unknown>>): Promise<Answer["body"]> {
    return await callFunction({ kind: "key", ...this.address }, path, args, z.unknown());
  }

  async organization(name: string): Promise<string> {
    const ownerEmail = `owner@${name.toLowerCase()}.example`;
    const args = { organization: name, ownerEmail, ownerName: `Olga ${name}` };
    return (await this.run("setup:createOrganization", args)).organizationId;
  }

  /** A key; by default with every scope and a limit that is out of the way. */
  async key(
    organizationId: string,
    { scopes = ["*"], limitPerMinute = LIMIT_MAX }: KeyOptions = {},
  ): Promise<{ keyId: string; secret: string }> {
    return await this.run("apiKeys:create", { organizationId, name: "Test", scopes, limitPerMinute });
  }

  /** Fails when the answer is not as the OpenAPI document declares it. */
  async send({ method, path, credential = null, body, headers = {} }: Sent): Promise<Answer> {
    const response = await fetch(`${this.deployment.siteUrl}/api/v1${path}`, {
      method,
      headers: {
        ...(credential === null ? {} : { Authorization: `Bearer ${credential}` }),
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const { status, headers: received } = response;
    const answer = { status, headers: received, text, body: text === "" ? null : JSON.parse(text) };
    checkAnswer(method, path, answer);
    return answer;
  }

  async close(): Promise<void> {
    await this.deployment.close();
  }
}
