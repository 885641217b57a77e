import { run, UsageError } from "./lib/command";
import { startIdpServer } from "./idp/server";
import { idpClients } from "./lib/idp";

const limits = { min: 1, max: 65_535 };

run(
  {
    usage: "node --import tsx scripts/idp.ts [options]",
    summary:
      "The local OpenID provider that `npm start` starts where no credentials of Google or Microsoft are set. For this machine only.",
    options: {
      port: { value: "N", default: "3212", help: "Its port." },
      "portal-port": { value: "N", default: "3000", help: "Port of the portal that it signs in to." },
    },
  },
  async (given) => {
    const secret = process.env.GUILDHALL_IDP_SECRET;
    if (!secret) {
      throw new UsageError(
        "GUILDHALL_IDP_SECRET is not set: npm start chooses one and tells it to both sides.",
      );
    }
    const port = given.integer("port", limits);
    const portalPort = given.integer("portal-port", limits);
    const server = await startIdpServer(port, {
      issuer: `http://127.0.0.1:${port}`,
      portalOrigins: [`http://127.0.0.1:${portalPort}`, `http://localhost:${portalPort}`],
      clients: idpClients(secret),
    });
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => {
        server.close(() => process.exit(0));
        server.closeAllConnections();
      });
    }
  },
);
