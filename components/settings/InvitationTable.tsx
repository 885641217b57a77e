"use client";

import { Link2, X } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { mayDecide } from "@/lib/members/rules";
import { DateText } from "../object/DateText";
import { type PlainColumn, PlainTable } from "../object/PlainTable";
import { useSession } from "../session/SessionProvider";
import { Button } from "../ui/Button";
import type { MemberDialogTarget } from "./MemberDialogs";
import type { Invitation, Member } from "./MembersPage";
import { rolesToGive } from "./roleChoices";

interface InvitationTableProps {
  invitations: readonly Invitation[];
  /** To name those who invited. */
  members: readonly Member[];
  onDialog: (target: MemberDialogTarget) => void;
}

export function InvitationTable({ invitations, members, onDialog }: InvitationTableProps) {
  const t = useTranslations("members");
  const roleNames = useTranslations("common.roles");
  const { role: power } = useSession().organization;
  const names = new Map(members.map(({ userId, name }) => [userId, name]));
  const mayInvite = rolesToGive(power).length > 0;
  const columns: readonly PlainColumn<Invitation>[] = [
    {
      key: "email",
      title: t("email"),
      className: "w-auto",
      cell: ({ email, role, expiresAt }) => (
        <>
          <span className="block truncate font-medium text-ink">{email}</span>
          <span className="block truncate text-xs text-ink-faint @lg:hidden">
            {t.rich("invitations.roleUntil", {
              role: roleNames(role),
              date: () => <DateText atMs={expiresAt} />,
            })}
          </span>
        </>
      ),
    },
    {
      key: "role",
      title: t("role"),
      className: "hidden w-28 @lg:table-cell",
      cell: ({ role }) => <span className="text-ink-soft">{roleNames(role)}</span>,
    },
    {
      key: "invitedBy",
      title: t("invitations.invitedBy"),
      className: "hidden w-[22%] @3xl:table-cell",
      cell: ({ invitedBy }) => (
        <span className="block truncate text-ink-soft">
          {names.get(invitedBy) ?? t("invitations.apiKey")}
        </span>
      ),
    },
    {
      key: "expiresAt",
      title: t("invitations.until"),
      className: "hidden w-44 @lg:table-cell",
      cell: ({ expiresAt }) => <DateText atMs={expiresAt} withTime />,
    },
    {
      key: "actions",
      title: t("actions"),
      isTitleHidden: true,
      className: "w-22 text-right",
      cell: (invitation) =>
        mayInvite && mayDecide(power, [invitation.role]) ? (
          <Actions invitation={invitation} onDialog={onDialog} />
        ) : null,
    },
  ];
  return (
    <PlainTable
      caption={t("invitations.title")}
      columns={columns}
      rows={invitations}
      rowKey={({ id }) => id}
    />
  );
}

interface ActionsProps {
  invitation: Invitation;
  onDialog: (target: MemberDialogTarget) => void;
}

function Actions({ invitation, onDialog }: ActionsProps) {
  const t = useTranslations("members.invitations");
  const { email } = invitation;
  return (
    <span className="inline-flex gap-0.5">
      <Button
        kind="quiet"
        size="icon"
        aria-label={t("newLink", { email })}
        title={t("newLink", { email })}
        onClick={() => onDialog({ kind: "renew", invitation })}
      >
        <Link2 aria-hidden />
      </Button>
      <Button
        kind="quiet"
        size="icon"
        aria-label={t("revoke", { email })}
        title={t("revoke", { email })}
        onClick={() => onDialog({ kind: "revoke", invitation })}
      >
        <X aria-hidden />
      </Button>
    </span>
  );
}
