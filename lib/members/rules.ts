import { appError } from "../errors";
import { permits } from "../permissions/evaluate";
import type { Role } from "../permissions/matrix";

/** Open invitations included, so that accepting one never fails for want of room. */
export const MEMBERS_MAX = 200;

/**
 * Owners are touched by owners only: nobody else changes, removes or invites one, or makes one of themselves. Nobody
 * below can raise anybody above themselves, because `admin` is the only other role that may write members at all.
 */
export function checkMayDecide(power: Role, about: readonly Role[]): void {
  if (!mayDecide(power, about)) {
    throw appError("FORBIDDEN", { error: "Only an owner may decide about owners." });
  }
}

function mayDecide(power: Role, about: readonly Role[]): boolean {
  return power === "owner" || !about.includes("owner");
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
