import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { RequestMetadata } from "../types";

/** To be asked for when a request arrives: a socket that has closed forgets its address. No header is believed. */
export function metadataOf({ socket, headers }: IncomingMessage): RequestMetadata {
  return {
    ip: socket.remoteAddress?.replace(/^::ffff:(?=\d+\.)/i, "") ?? null,
    userAgent: headers["user-agent"] ?? null,
    requestId: randomUUID(),
    scheduledFunctionId: null,
  };
}
