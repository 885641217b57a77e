import { createHash, timingSafeEqual } from "node:crypto";
import type { Caller, JsonObject } from "../types";
import { RequestError } from "./errors";

export type AdminCheck = (key: string) => boolean;

/** Compares in constant time, whatever the lengths. */
export function adminCheck(adminKey: string): AdminCheck {
  const expected = digest(adminKey);
  return (key) => timingSafeEqual(digest(key), expected);
}

/** Who sends a request, by its `Authorization` header. */
export function callerOf(header: string | undefined, isAdmin: AdminCheck): Caller {
  if (header === undefined) {
    return { kind: "client", identity: null };
  }
  const [scheme, credential = ""] = header.split(/ (.*)/s);
  if (scheme === "Convex") {
    return adminCaller(credential, isAdmin);
  }
  if (scheme === "Bearer") {
    throw new RequestError(
      401,
      "NoAuthProvider",
      "No auth provider found matching the given token. Custom auth is not supported by the embedded deployment.",
    );
  }
  throw new RequestError(401, "InvalidAuthHeader", "Invalid authentication header: unknown scheme.");
}

/** The admin key itself, or `key:base64(identity)` of an admin who acts as a user. */
export function adminCaller(credential: string, isAdmin: AdminCheck): Caller {
  const [key = "", identity] = credential.split(":");
  if (!isAdmin(key)) {
    throw new RequestError(403, "BadDeployKey", "The provided deploy key was invalid for this instance.");
  }
  return { kind: "admin", identity: identity === undefined ? null : parseIdentity(identity) };
}

export function requireAdmin(caller: Caller): void {
  if (caller.kind === "client") {
    throw new RequestError(403, "BadDeployKey", "The deploy key is required for this operation.");
  }
}

/** The identity of the user that an admin acts as; Convex derives its token identifier from the other attributes. */
export function actingIdentity(attributes: JsonObject): JsonObject {
  const { issuer = "", subject = "" } = attributes;
  return { tokenIdentifier: `${String(issuer)}|${String(subject)}`, ...attributes };
}

function parseIdentity(encoded: string): JsonObject {
  try {
    const identity: unknown = JSON.parse(Buffer.from(encoded, "base64").toString("utf8"));
    if (typeof identity === "object" && identity !== null && !Array.isArray(identity)) {
      return actingIdentity(identity as JsonObject);
    }
  } catch {
    // Not JSON: refused below, with the other shapes that are no identity.
  }
  throw new RequestError(
    400,
    "InvalidIdentity",
    "The identity to act as must be a base64-encoded JSON object.",
  );
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
