import { mayDecide } from "@/lib/members/rules";
import { permits } from "@/lib/permissions/evaluate";
import { type Role, roles } from "@/lib/permissions/matrix";
import { capitalized } from "../ui/capitalized";
import type { Option } from "../ui/Select";

/** What each role is for, in one line; the matrix of permissions is the law. */
export const roleWords: Readonly<Record<Role, string>> = {
  owner: "Everything, owners included.",
  admin: "Everything but deciding about owners.",
  member: "Works with contacts, projects and invoices.",
  accountant: "Works with invoices, reads the rest.",
  viewer: "Reads.",
};

/** The roles that somebody may give; none for who may not decide about members. */
export function rolesToGive(power: Role): Option<Role>[] {
  if (!permits({ kind: "user", role: power }, "members:write")) return [];
  return roles
    .filter((role) => mayDecide(power, [role]))
    .map((value) => ({ value, label: capitalized(value) }));
}
