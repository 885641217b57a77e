"use client";

import { LogOut, UserMinus } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { mayDecide } from "@/lib/members/rules";
import { useMediaQuery } from "../live/useMediaQuery";
import { DateText } from "../object/DateText";
import { type PlainColumn, PlainTable } from "../object/PlainTable";
import { useSession } from "../session/SessionProvider";
import { Avatar } from "../ui/Avatar";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { Select } from "../ui/Select";
import type { MemberDialogTarget } from "./MemberDialogs";
import type { Member } from "./MembersPage";
import { rolesToGive, useRoleChoices } from "./roleChoices";
import { useRoleChange } from "./useRoleChange";

interface MemberTableProps {
  members: readonly Member[];
  onDialog: (target: MemberDialogTarget) => void;
}

export function MemberTable({ members, onDialog }: MemberTableProps) {
  const t = useTranslations("members");
  // A choice of roles takes more room than a column of a phone has; it stands below the name there.
  const isNarrow = useMediaQuery("(width < 40rem)");
  const columns: readonly PlainColumn<Member>[] = [
    {
      key: "name",
      title: t("name"),
      className: "w-auto",
      cell: (member) => (
        <NameCell member={member}>
          {isNarrow ? <RoleCell member={member} onDialog={onDialog} /> : null}
        </NameCell>
      ),
    },
    {
      key: "email",
      title: t("email"),
      className: "hidden w-[32%] @2xl:table-cell",
      cell: ({ email }) => <span className="block truncate text-ink-soft">{email}</span>,
    },
    {
      key: "createdAt",
      title: t("since"),
      className: "hidden w-32 @3xl:table-cell",
      cell: ({ createdAt }) => <DateText atMs={createdAt} />,
    },
    ...(isNarrow
      ? []
      : [
          {
            ...{ key: "role", title: t("role"), className: "w-44" },
            cell: (member: Member) => <RoleCell member={member} onDialog={onDialog} />,
          },
        ]),
    {
      key: "actions",
      title: t("actions"),
      isTitleHidden: true,
      className: "w-13 text-right",
      cell: (member) => <RemoveButton member={member} onDialog={onDialog} />,
    },
  ];
  return <PlainTable caption={t("title")} columns={columns} rows={members} rowKey={({ id }) => id} />;
}

interface NameCellProps {
  member: Member;
  children: ReactNode;
}

function NameCell({ member: { userId, name, email }, children }: NameCellProps) {
  const t = useTranslations("members");
  const { user } = useSession();
  return (
    <span className="flex min-w-0 items-center gap-3">
      <span className="max-sm:hidden">
        <Avatar name={name} />
      </span>
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-2">
          <span dir="auto" className="truncate text-left font-medium text-ink">
            {name}
          </span>
          {userId === user.id ? <Badge>{t("you")}</Badge> : null}
        </span>
        <span className="block truncate text-xs text-ink-faint @2xl:hidden">{email}</span>
        <span className="mt-1.5 block max-w-48 sm:hidden">{children}</span>
      </span>
    </span>
  );
}

interface MemberCellProps {
  member: Member;
  onDialog: (target: MemberDialogTarget) => void;
}

function RoleCell({ member, onDialog }: MemberCellProps) {
  const t = useTranslations("members");
  const roleNames = useTranslations("common.roles");
  const { user, organization } = useSession();
  const changeRole = useRoleChange();
  const choices = useRoleChoices(organization.role);
  if (!choices.some(({ value }) => value === member.role)) {
    return <span title={t(`roleWords.${member.role}`)}>{roleNames(member.role)}</span>;
  }
  return (
    <Select
      aria-label={t("roleOf", { name: member.name })}
      title={t(`roleWords.${member.role}`)}
      value={member.role}
      options={choices}
      onChange={(role) => {
        // Whoever lowers themselves cannot take it back, so this asks first.
        if (member.userId === user.id) onDialog({ kind: "own role", member, role });
        else changeRole(member, role);
      }}
    />
  );
}

/** Everybody may leave; others are removed by those who may decide about them. */
function RemoveButton({ member, onDialog }: MemberCellProps) {
  const t = useTranslations("members");
  const { user, organization } = useSession();
  const isOwn = member.userId === user.id;
  const may =
    isOwn || (rolesToGive(organization.role).length > 0 && mayDecide(organization.role, [member.role]));
  if (!may) return null;
  const label = isOwn ? t("leaveButton") : t("removeButton", { name: member.name });
  const Icon = isOwn ? LogOut : UserMinus;
  return (
    <Button
      kind="quiet"
      size="icon"
      aria-label={label}
      title={label}
      onClick={() => onDialog({ kind: "remove", member })}
    >
      <Icon aria-hidden />
    </Button>
  );
}
