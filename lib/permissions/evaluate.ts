import { type Permission, permissionsOfFrontendUser, permissionsOfRole, type Role, scopes } from "./matrix";

/** Whoever asks for something, once their credential is resolved. Everyone acts inside one organization. */
export type Caller =
  { kind: "user"; role: Role } | { kind: "apiKey"; scopes: readonly string[] } | { kind: "frontendUser" };

/** The one place that decides who may do what, for screens and programs alike. */
export function permits(caller: Caller, permission: Permission): boolean {
  switch (caller.kind) {
    case "user":
      return permissionsOfRole[caller.role].includes(permission);
    case "apiKey":
      return isScope(permission) && (caller.scopes.includes("*") || caller.scopes.includes(permission));
    case "frontendUser":
      return permissionsOfFrontendUser.includes(permission);
  }
}

/** `*` stands for every scope, and for nothing that is not one. */
export function isScope(permission: Permission): boolean {
  const known: readonly string[] = scopes;
  return known.includes(permission);
}
