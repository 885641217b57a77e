import { appError } from "../errors";
import { permits } from "../permissions/evaluate";
import type { Role } from "../permissions/matrix";

/** Open invitations included, so that accepting one never fails for want of room. */
export const MEMBERS_MAX = 200;

/** The roles that decide about members at all, and programs with a key that may write members. */
export type Power = Role | "apiKey";

/**
 * Owners are touched by owners only: nobody else changes, removes or invites one, or makes one of themselves. Keys
 * stay away from admins too: whoever holds one could otherwise invite themselves as an admin, and make stronger keys.
 */
export function checkMayDecide(power: Power, about: readonly Role[]): void {
  if (!mayDecide(power, about)) {
    const error =
      power === "apiKey"
        ? "An API key may not decide about owners and admins."
        : "Only an owner may decide about owners.";
    throw appError("FORBIDDEN", { error });
  }
}

export function mayDecide(power: Power, about: readonly Role[]): boolean {
  return (
    power === "owner" || !about.some((role) => role === "owner" || (power === "apiKey" && role === "admin"))
  );
}

/** An organization without an owner could never have one again. */
export function checkOwnerRemains(change: { from: Role; to: Role | null; owners: number }): void {
  const { from, to, owners } = change;
  if (from === "owner" && to !== "owner" && owners <= 1) {
    throw appError("INVALID_STATE", {
      error: "The last owner must stay one. Make somebody else an owner first.",
    });
  }
}

/** Whether an invitation stays open whose sender has this role from now on; null is no role. */
export function mayHaveInvited(sender: Role | null, role: Role): boolean {
  return (
    sender !== null && permits({ kind: "user", role: sender }, "members:write") && mayDecide(sender, [role])
  );
}

export function checkRoom({ members, invitations }: { members: number; invitations: number }): void {
  if (members + invitations >= MEMBERS_MAX) {
    throw appError("INVALID_STATE", {
      error: `An organization has at most ${MEMBERS_MAX} members, those who are invited included.`,
    });
  }
}
