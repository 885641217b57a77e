"use client";

import { useMutation } from "convex/react";
import { useTranslations } from "use-intl/react";
import { api } from "@/convex/_generated/api";
import type { Role } from "@/lib/permissions/matrix";
import { ConfirmDialog } from "../object/ConfirmDialog";
import { DateText } from "../object/DateText";
import { useSession } from "../session/SessionProvider";
import { Dialog } from "../ui/Dialog";
import { SecretDialog } from "../ui/SecretDialog";
import { useToast } from "../ui/Toast";
import { InviteForm, type Invited } from "./InviteForm";
import type { Invitation, Member } from "./MembersPage";

export type MemberDialogTarget =
  | { kind: "invite" }
  | { kind: "renew"; invitation: Invitation }
  | { kind: "link"; invited: Invited }
  | { kind: "revoke"; invitation: Invitation }
  | { kind: "own role"; member: Member; role: Role }
  | { kind: "remove"; member: Member };

interface MemberDialogsProps {
  target: MemberDialogTarget;
  onTarget: (target: MemberDialogTarget | undefined) => void;
}

export function MemberDialogs({ target, onTarget }: MemberDialogsProps) {
  const t = useTranslations("members");
  const close = () => onTarget(undefined);
  const showLink = (invited: Invited) => onTarget({ kind: "link", invited });
  switch (target.kind) {
    case "invite":
      return (
        <Dialog open narrow onOpenChange={close} title={t("inviteDialog.title")}>
          <InviteForm onCancel={close} onInvited={showLink} />
        </Dialog>
      );
    case "renew":
      return <Renewal invitation={target.invitation} onClose={close} onInvited={showLink} />;
    case "link":
      return <InvitationLink {...target.invited} onSaved={close} />;
    case "revoke":
      return <Revocation invitation={target.invitation} onClose={close} />;
    case "own role":
      return <OwnRole member={target.member} role={target.role} onClose={close} />;
    case "remove":
      return <Removal member={target.member} onClose={close} />;
  }
}

/** What stands behind `#` is sent to no server and named to no page that is visited next. */
function InvitationLink({ email, token, expiresAt, onSaved }: Invited & { onSaved: () => void }) {
  const t = useTranslations("members.inviteDialog");
  return (
    <SecretDialog
      title={t("done")}
      label={t("link")}
      secret={`${window.location.origin}/invitation#${token}`}
      onSaved={onSaved}
    >
      <p>
        {t.rich("send", {
          email: () => <span className="wrap-anywhere font-medium text-ink">{email}</span>,
          date: () => <DateText atMs={expiresAt} withTime />,
        })}
      </p>
    </SecretDialog>
  );
}

interface RenewalProps {
  invitation: Invitation;
  onClose: () => void;
  onInvited: (invited: Invited) => void;
}

function Renewal({ invitation: { email, role }, onClose, onInvited }: RenewalProps) {
  const t = useTranslations("members.renewDialog");
  const { sessionId, organization } = useSession();
  const inviteMember = useMutation(api.invitations.inviteMember);
  return (
    <ConfirmDialog
      title={t("title")}
      confirmLabel={t("submit")}
      onConfirm={async () => {
        const invited = await inviteMember({ sessionId, organizationId: organization.id, email, role });
        onInvited({ email, ...invited });
      }}
      onClose={onClose}
    >
      <p>{t("text", { email })}</p>
    </ConfirmDialog>
  );
}

function Revocation({ invitation, onClose }: { invitation: Invitation; onClose: () => void }) {
  const t = useTranslations("members.revokeDialog");
  const { sessionId, organization } = useSession();
  const revokeInvitation = useMutation(api.invitations.revokeInvitation);
  const show = useToast();
  const { id: invitationId, email } = invitation;
  return (
    <ConfirmDialog
      title={t("title")}
      confirmLabel={t("submit")}
      onConfirm={async () => {
        await revokeInvitation({ sessionId, organizationId: organization.id, invitationId });
        onClose();
        show({ text: t("done", { email }) });
      }}
      onClose={onClose}
    >
      <p>{t("text", { email })}</p>
    </ConfirmDialog>
  );
}

function OwnRole({ member, role, onClose }: { member: Member; role: Role; onClose: () => void }) {
  const t = useTranslations("members");
  const { sessionId, organization } = useSession();
  const updateMemberRole = useMutation(api.members.updateMemberRole);
  return (
    <ConfirmDialog
      title={t("ownRole.title")}
      confirmLabel={t("ownRole.submit", { role: t(`roleNames.${role}`) })}
      onConfirm={async () => {
        const membership = { organizationId: organization.id, membershipId: member.id };
        await updateMemberRole({ sessionId, ...membership, role });
        onClose();
      }}
      onClose={onClose}
    >
      <p>
        {t("ownRole.text", {
          organization: organization.name,
          before: t(`roleNames.${member.role}`),
          after: t(`roleNames.${role}`),
        })}
      </p>
    </ConfirmDialog>
  );
}

function Removal({ member, onClose }: { member: Member; onClose: () => void }) {
  const { sessionId, organization, user } = useSession();
  const removeMember = useMutation(api.members.removeMember);
  const show = useToast();
  const isOwn = member.userId === user.id;
  const t = useTranslations(isOwn ? "members.leaveDialog" : "members.removeDialog");
  const done = useTranslations("members.removeDialog");
  const { name } = member;
  return (
    <ConfirmDialog
      title={t("title", { name, organization: organization.name })}
      confirmLabel={t("submit")}
      onConfirm={async () => {
        const membership = { organizationId: organization.id, membershipId: member.id };
        await removeMember({ sessionId, ...membership });
        onClose();
        if (!isOwn) show({ text: done("done", { name }) });
      }}
      onClose={onClose}
    >
      <p>{t("text")}</p>
    </ConfirmDialog>
  );
}
