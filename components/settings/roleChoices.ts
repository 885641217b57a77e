import { useTranslations } from "use-intl/react";
import { mayDecide } from "@/lib/members/rules";
import { permits } from "@/lib/permissions/evaluate";
import { type Role, roles } from "@/lib/permissions/matrix";
import type { Option } from "../ui/Select";

/** The roles that somebody may give; none for who may not decide about members. */
export function rolesToGive(power: Role): readonly Role[] {
  if (!permits({ kind: "user", role: power }, "members:write")) return [];
  return roles.filter((role) => mayDecide(power, [role]));
}

/** The same, to choose from. */
export function useRoleChoices(power: Role): readonly Option<Role>[] {
  const t = useTranslations("common.roles");
  return rolesToGive(power).map((value) => ({ value, label: t(value) }));
}
