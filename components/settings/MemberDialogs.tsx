"use client";

import { useMutation } from "convex/react";
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
  target: MemberDialogTarget | undefined;
  onTarget: (target: MemberDialogTarget | undefined) => void;
}

export function MemberDialogs({ target, onTarget }: MemberDialogsProps) {
  const close = () => onTarget(undefined);
  const showLink = (invited: Invited) => onTarget({ kind: "link", invited });
  switch (target?.kind) {
    case undefined:
      return null;
    case "invite":
      return (
        <Dialog open narrow onOpenChange={close} title="Invite somebody">
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
  return (
    <SecretDialog
      title="The invitation is made"
      label="Link"
      secret={`${window.location.origin}/invitation#${token}`}
      onSaved={onSaved}
    >
      <p>
        Send this link to <span className="wrap-anywhere font-medium text-ink">{email}</span> yourself: no
        mail is sent from here. It works once, until <DateText atMs={expiresAt} withTime />.
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
  const { sessionId, organization } = useSession();
  const inviteMember = useMutation(api.invitations.inviteMember);
  return (
    <ConfirmDialog
      title="Make a new link?"
      confirmLabel="Make a new link"
      onConfirm={async () => {
        const invited = await inviteMember({ sessionId, organizationId: organization.id, email, role });
        onInvited({ email, ...invited });
      }}
      onClose={onClose}
    >
      <p>The link that {email} has now stops working.</p>
    </ConfirmDialog>
  );
}

function Revocation({ invitation, onClose }: { invitation: Invitation; onClose: () => void }) {
  const { sessionId, organization } = useSession();
  const revokeInvitation = useMutation(api.invitations.revokeInvitation);
  const show = useToast();
  const { id: invitationId, email } = invitation;
  return (
    <ConfirmDialog
      title="Revoke this invitation?"
      confirmLabel="Revoke invitation"
      onConfirm={async () => {
        await revokeInvitation({ sessionId, organizationId: organization.id, invitationId });
        onClose();
        show({ text: `The link of ${email} does not work any more.` });
      }}
      onClose={onClose}
    >
      <p>The link that {email} has stops working. You can invite them again.</p>
    </ConfirmDialog>
  );
}

function OwnRole({ member, role, onClose }: { member: Member; role: Role; onClose: () => void }) {
  const { sessionId, organization } = useSession();
  const updateMemberRole = useMutation(api.members.updateMemberRole);
  return (
    <ConfirmDialog
      title="Change your own role?"
      confirmLabel={`Become ${role}`}
      onConfirm={async () => {
        const membership = { organizationId: organization.id, membershipId: member.id };
        await updateMemberRole({ sessionId, ...membership, role });
        onClose();
      }}
      onClose={onClose}
    >
      <p>
        You are {member.role} of {organization.name}. What that role allows and the role {role} does not is
        taken from you at once, and only somebody else can give it back.
      </p>
    </ConfirmDialog>
  );
}

function Removal({ member, onClose }: { member: Member; onClose: () => void }) {
  const { sessionId, organization, user } = useSession();
  const removeMember = useMutation(api.members.removeMember);
  const show = useToast();
  const isOwn = member.userId === user.id;
  return (
    <ConfirmDialog
      title={isOwn ? `Leave ${organization.name}?` : `Remove ${member.name}?`}
      confirmLabel={isOwn ? "Leave" : "Remove"}
      onConfirm={async () => {
        const membership = { organizationId: organization.id, membershipId: member.id };
        await removeMember({ sessionId, ...membership });
        onClose();
        if (!isOwn) show({ text: `${member.name} is removed.` });
      }}
      onClose={onClose}
    >
      <p>
        {isOwn ? "Your" : "Their"} access ends at once, on every open page, and so do the invitations that{" "}
        {isOwn ? "you" : "they"} sent. What {isOwn ? "you" : "they"} made stays. Only a new invitation brings{" "}
        {isOwn ? "you" : "them"} back.
      </p>
    </ConfirmDialog>
  );
}
