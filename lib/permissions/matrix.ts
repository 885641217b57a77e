export const roles = ["owner", "admin", "member", "accountant", "viewer"] as const;
export type Role = (typeof roles)[number];

/** Business objects, which API keys may have scopes for. */
const businessResources = ["contacts", "projects", "invoices", "objects", "webhooks"] as const;
/** What only staff decide about. */
type StaffResource = "members" | "apiKeys";

export type Permission =
  `${(typeof businessResources)[number] | StaffResource}:${"read" | "write"}` | "portal:sync";

/** The scopes that a key can be given. `*` is all of them, those to come included. */
export const scopes = [
  "portal:sync",
  ...businessResources.flatMap((resource) => [`${resource}:read`, `${resource}:write`] as const),
  "*",
] as const;
export type Scope = (typeof scopes)[number];

const reading = businessResources.map((resource): Permission => `${resource}:read`);
const working = businessResources.map((resource): Permission => `${resource}:write`);
const administering: Permission[] = ["members:read", "members:write", "apiKeys:read", "apiKeys:write"];

/** The matrix: what a role may do. That an admin cannot touch owners is a rule of members, not of this table. */
export const permissionsOfRole: Readonly<Record<Role, readonly Permission[]>> = {
  owner: [...reading, ...working, ...administering],
  admin: [...reading, ...working, ...administering],
  member: [...reading, ...working.filter((permission) => permission !== "webhooks:write")],
  accountant: [...reading, "invoices:write"],
  viewer: reading,
};
