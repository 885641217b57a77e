import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { Engine } from "./engine";
import { adminCheck } from "./server/admin";
import { answerApi } from "./server/http";
import { answerSite } from "./server/site";
import { OperatorError } from "./store/database";
import { attachSync } from "./sync/attach";
import { report, reportFault } from "./report";

const HELP = `Runs a Convex deployment on this machine.

  --data DIR         folder of its data (default .guildhall)
  --port N           port of the deployment (default 3210; 0 picks a free one)
  --site-port N      port of its HTTP actions (default 3211; 0 picks a free one)
  --host ADDRESS     address to listen on (default 127.0.0.1)
  --help             this text

Writes DIR/deployment.json: { deploymentUrl, siteUrl, adminKey }.`;

interface Options {
  readonly folder: string;
  readonly port: number;
  readonly sitePort: number;
  readonly host: string;
}

/** Starts everything in an order in which nothing is served before it is whole. */
async function start(options: Options): Promise<void> {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  const api = await listen(options.port, options.host, "deployment");
  const site = await listen(options.sitePort, options.host, "HTTP actions").catch((error: unknown) => {
    api.server.close();
    throw error;
  });
  const urls = {
    deploymentUrl: `http://${options.host}:${api.port}`,
    siteUrl: `http://${options.host}:${site.port}`,
  };
  const onDamage = (error: Error) => {
    reportFault("the database is damaged, so nothing is served any more", error);
    process.exit(1);
  };
  const engine = await Engine.open({ folder: options.folder, urls, onDamage }).catch((error: unknown) => {
    api.server.close();
    site.server.close();
    throw error;
  });
  const adminKey = readAdminKey(options.folder);
  const isAdmin = adminCheck(adminKey);
  const sync = attachSync(api.server, engine, isAdmin);
  api.server.removeAllListeners("request").on("request", answerApi(engine, isAdmin));
  site.server.removeAllListeners("request").on("request", answerSite(engine));
  await engine.scheduler.start();
  writeConnection(options.folder, { ...urls, adminKey });
  onShutdown(async () => {
    await sync.close();
    for (const { server } of [api, site]) {
      server.close();
      server.closeAllConnections();
    }
    await engine.close();
  });
  // After that, because whoever hears it may stop the deployment at once.
  report("info", "ready", { ...urls, startMs: Math.round(performance.now()) });
}

/** Takes the port before anything else happens; until the deployment is ready, requests are told so. */
async function listen(port: number, host: string, what: string): Promise<{ server: Server; port: number }> {
  const server = createServer((_request, response) =>
    response.writeHead(503).end("The deployment is starting."),
  );
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === "EADDRINUSE" || error.code === "EACCES";
      reject(
        isTaken
          ? new OperatorError(`Port ${port} (${what}) is taken: stop what uses it, or choose another.`)
          : error,
      );
    });
    server.listen(port, host, resolve);
  });
  return { server, port: (server.address() as AddressInfo).port };
}

function readAdminKey(folder: string): string {
  const file = join(folder, "admin.key");
  if (!existsSync(file)) writeFileSync(file, `embedded|${randomBytes(32).toString("hex")}`, { mode: 0o600 });
  return readFileSync(file, "utf8").trim();
}

function writeConnection(folder: string, connection: object): void {
  const file = join(folder, "deployment.json");
  writeFileSync(`${file}.new`, `${JSON.stringify(connection, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

function parseOptions(): Options | null {
  const { values } = parseArgs({
    options: {
      data: { type: "string", default: ".guildhall" },
      port: { type: "string", default: "3210" },
      "site-port": { type: "string", default: "3211" },
      host: { type: "string", default: "127.0.0.1" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return null;
  return {
    folder: resolve(values.data),
    port: parsePort("--port", values.port),
    sitePort: parsePort("--site-port", values["site-port"]),
    host: values.host,
  };
}

function parsePort(name: string, text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new OperatorError(`${name} must be a port number, not "${text}".`);
  return port;
}

function onShutdown(stop: () => Promise<void>): void {
  let isStopping = false;
  const shutDown = () => {
    if (isStopping) return;
    isStopping = true;
    void stop().then(
      () => process.exit(0),
      (error: unknown) => {
        reportFault("shutdown failed", error);
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", shutDown);
  process.on("SIGTERM", shutDown);
  // Started by another program with a channel to it, the deployment ends with that program, even if it was killed.
  process.on("disconnect", shutDown);
}

async function main(): Promise<void> {
  const options = parseOptions();
  if (options) await start(options);
  else console.log(HELP);
}

main().catch((error: unknown) => {
  const isExplained = error instanceof OperatorError || (error instanceof TypeError && "code" in error);
  console.error(isExplained ? error.message : error);
  process.exit(1);
});
