import { type Permission, permissionsOfRole, type Role } from "./matrix";

/** Whoever asks for something, once their credential is resolved. Everyone acts inside one organization. */
export type Caller =
  | { kind: "user"; id: string; organizationId: string; role: Role }
  | { kind: "apiKey"; id: string; organizationId: string; scopes: readonly string[] };

/** The one place that decides who may do what, for screens and programs alike. */
export function permits(caller: Caller, permission: Permission): boolean {
  switch (caller.kind) {
    case "user":
      return permissionsOfRole[caller.role].includes(permission);
    case "apiKey":
      return caller.scopes.includes("*") || caller.scopes.includes(permission);
  }
}
