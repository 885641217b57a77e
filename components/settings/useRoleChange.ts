import { useMutation } from "convex/react";
import { useTranslations } from "use-intl/react";
import { api } from "@/convex/_generated/api";
import type { Role } from "@/lib/permissions/matrix";
import { useRefusals } from "../live/useRefusals";
import { useSession } from "../session/SessionProvider";
import { useToast } from "../ui/Toast";
import type { Member } from "./MembersPage";

/** Changing somebody else's role can be undone at once, so it asks no question first. */
export function useRoleChange(): (member: Member, role: Role) => void {
  const t = useTranslations("members.isNow");
  const common = useTranslations("common");
  const { sessionId, organization } = useSession();
  const updateMemberRole = useMutation(api.members.updateMemberRole);
  const show = useToast();
  const { refusalText } = useRefusals();
  const change = async ({ id, name, role: before }: Member, role: Role, withUndo: boolean) => {
    try {
      const changed = await updateMemberRole({
        ...{ sessionId, organizationId: organization.id, membershipId: id, role },
      });
      const undo = { label: common("undo"), run: () => void change(changed, before, false) };
      show({ text: t(role, { name }), ...(withUndo ? { action: undo } : {}) });
    } catch (error) {
      show({ text: await refusalText(error), tone: "danger" });
    }
  };
  return (member, role) => void change(member, role, true);
}
