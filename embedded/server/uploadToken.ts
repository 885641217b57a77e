import { createHmac, timingSafeEqual } from "node:crypto";
import { RequestError } from "./errors";

const HOUR = 60 * 60 * 1_000;

/** Permits uploads to a component's storage for one hour; worth nothing without the deployment's secret. */
export function signUpload(key: Buffer, component: string, nowMs: number): string {
  const claims = Buffer.from(JSON.stringify({ component, expiresMs: nowMs + HOUR })).toString("base64url");
  return `${claims}.${mac(key, claims).toString("base64url")}`;
}

/** The component that the token was made for. Throws Convex's refusals. */
export function verifyUpload(key: Buffer, token: string, nowMs: number): string {
  const [claims = "", signature = ""] = token.split(".");
  const given = Buffer.from(signature, "base64url");
  const expected = mac(key, claims);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new RequestError(401, "StorageTokenInvalid", "Couldn't decode the StoreFileAuthorization token");
  }
  const { component, expiresMs } = JSON.parse(Buffer.from(claims, "base64url").toString()) as {
    component: string;
    expiresMs: number;
  };
  if (expiresMs <= nowMs)
    throw new RequestError(401, "StorageTokenExpired", "Store File Authorization expired");
  return component;
}

function mac(key: Buffer, claims: string): Buffer {
  return createHmac("sha256", key).update(`upload\0${claims}`).digest();
}
