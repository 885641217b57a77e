"use client";

import type { FunctionReturnType } from "convex/server";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { api } from "@/convex/_generated/api";
import { MEMBERS_MAX } from "@/lib/members/rules";
import { LoadError } from "../live/LoadError";
import { onDemand } from "../live/onDemand";
import { useSteadyQuery } from "../live/useSteadyQuery";
import { useSession } from "../session/SessionProvider";
import { useMay } from "../session/useMay";
import { Button } from "../ui/Button";
import { InvitationTable } from "./InvitationTable";
import type { MemberDialogTarget } from "./MemberDialogs";
import { MemberTable } from "./MemberTable";
import { SettingsSection, SettingsSkeleton } from "./SettingsFrame";

const MemberDialogs = onDemand(async () => (await import("./MemberDialogs")).MemberDialogs);

export type Member = FunctionReturnType<typeof api.members.listMembers>["members"][number];
export type Invitation = FunctionReturnType<typeof api.invitations.listInvitations>["invitations"][number];

export function MembersPage() {
  const t = useTranslations("members");
  const { sessionId, organization } = useSession();
  const scope = { sessionId, organizationId: organization.id, limit: MEMBERS_MAX };
  const members = useSteadyQuery(api.members.listMembers, scope);
  const invitations = useSteadyQuery(api.invitations.listInvitations, scope);
  const [dialog, setDialog] = useState<MemberDialogTarget>();
  const mayWrite = useMay("members:write");
  const error = members.error ?? invitations.error;
  if (error !== undefined) {
    const retry = members.error === undefined ? invitations.retry : members.retry;
    return <LoadError title={t("failed")} error={error} onRetry={retry} />;
  }
  if (members.data === undefined || invitations.data === undefined) return <SettingsSkeleton />;
  const invite = (
    <Button kind="primary" onClick={() => setDialog({ kind: "invite" })}>
      <UserPlus aria-hidden />
      {t("invite")}
    </Button>
  );
  return (
    <>
      <SettingsSection
        title={t("title")}
        about={t("about", { organization: organization.name })}
        action={mayWrite ? invite : undefined}
      >
        <MemberTable members={members.data.members} onDialog={setDialog} />
      </SettingsSection>
      {invitations.data.total === 0 ? null : (
        <SettingsSection title={t("invitations.title")} about={t("invitations.about")}>
          <InvitationTable
            invitations={invitations.data.invitations}
            members={members.data.members}
            onDialog={setDialog}
          />
        </SettingsSection>
      )}
      {dialog === undefined ? null : (
        <MemberDialogs
          props={{ target: dialog, onTarget: setDialog }}
          onMissing={() => setDialog(undefined)}
        />
      )}
    </>
  );
}
