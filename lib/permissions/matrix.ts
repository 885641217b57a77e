export const roles = ["owner", "admin", "member", "accountant", "viewer"] as const;
export type Role = (typeof roles)[number];

/** Business objects and what surrounds them. */
const businessResources = ["contacts", "projects", "invoices", "objects", "webhooks"] as const;
/** The organization itself: its settings, and who works for it. */
const tenantResources = ["organization", "members"] as const;
export const scopedResources = [...businessResources, ...tenantResources] as const;
/** What only staff decide about: keys could otherwise make stronger keys, and open the portal to strangers. */
type StaffResource = "apiKeys" | "frontendUsers";
/** The resources that business objects belong to: reading and writing one needs the permission of its type's resource. */
export type ObjectResource = (typeof businessResources)[number] | "frontendUsers";
/** A frontend user's own sign-in: nobody else has it, so neither roles nor scopes name it. */
const clientPermissions = ["account:read", "account:write"] as const;

export type Permission =
  | `${(typeof scopedResources)[number] | StaffResource}:${"read" | "write"}`
  | "portal:sync"
  | "audit:read"
  | (typeof clientPermissions)[number];

/** The scopes that a key can be given. `*` is all of them, those to come included. */
export const scopes = [
  "portal:sync",
  ...scopedResources.flatMap((resource) => [`${resource}:read`, `${resource}:write`] as const),
  "*",
] as const;
export type Scope = (typeof scopes)[number];

const reading: Permission[] = [
  ...scopedResources.map((resource): Permission => `${resource}:read`),
  "frontendUsers:read",
];
const working = businessResources.map((resource): Permission => `${resource}:write`);
const administering: Permission[] = [
  "organization:write",
  "members:write",
  "apiKeys:read",
  "apiKeys:write",
  "frontendUsers:write",
  "audit:read",
];

/** The matrix: what a role may do. That an admin cannot touch owners is a rule of members, not of this table. */
export const permissionsOfRole: Readonly<Record<Role, readonly Permission[]>> = {
  owner: [...reading, ...working, ...administering],
  admin: [...reading, ...working, ...administering],
  member: [
    ...reading,
    ...working.filter((permission) => permission !== "webhooks:write"),
    "frontendUsers:write",
  ],
  accountant: [...reading, "invoices:write", "audit:read"],
  viewer: reading,
};

/** What the session of a frontend user may do. Which objects it then sees is decided object by object. */
export const permissionsOfFrontendUser: readonly Permission[] = clientPermissions;
