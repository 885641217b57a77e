"use client";

import type { Column } from "../object/ObjectTable";
import type { ObjectWords } from "../object/objectWords";
import { Avatar } from "../ui/Avatar";
import { Badge } from "../ui/Badge";
import { SubtypeBadge, StatusMark } from "./ContactMarks";
import { DateText } from "../object/DateText";
import type { Contact } from "@/lib/contacts/object";

const TAGS_SHOWN = 2;

export function contactColumns({ titles }: ObjectWords): readonly Column<Contact>[] {
  return [
    {
      key: "name",
      title: "Name",
      sortField: "name",
      className: "w-auto @2xl:w-[28%]",
      skeletonClass: "h-3 w-2/3",
      cell: (contact) => <NameCell contact={contact} />,
    },
    {
      key: "email",
      title: titles.email ?? "",
      className: "hidden @2xl:table-cell",
      cell: ({ email }) => <span className="block truncate text-ink-soft">{email}</span>,
    },
    {
      key: "company",
      title: titles.company ?? "",
      className: "hidden @4xl:table-cell",
      cell: ({ company }) => <Quiet>{company}</Quiet>,
    },
    {
      key: "subtype",
      title: "Type",
      className: "w-28",
      skeletonClass: "h-5 w-16",
      cell: ({ subtype }) => <SubtypeBadge subtype={subtype} />,
    },
    {
      key: "status",
      title: "Status",
      className: "hidden w-28 @5xl:table-cell",
      skeletonClass: "h-3 w-14",
      cell: (contact) => <StatusMark {...contact} />,
    },
    {
      key: "source",
      title: titles.source ?? "",
      className: "hidden w-32 @7xl:table-cell",
      cell: ({ source }) => <Quiet>{source}</Quiet>,
    },
    {
      key: "tags",
      title: titles.tags ?? "",
      className: "hidden @min-[96rem]:table-cell",
      cell: ({ tags }) => <Tags tags={tags} />,
    },
    {
      key: "createdAt",
      title: "Added",
      sortField: "createdAt",
      className: "hidden w-36 @lg:table-cell",
      skeletonClass: "h-3 w-20",
      cell: ({ createdAt }) => <DateText atMs={createdAt} />,
    },
  ];
}

function NameCell({ contact }: { contact: Contact }) {
  return (
    <span className="flex min-w-0 items-center gap-3">
      <Avatar name={contact.name} />
      <span className="min-w-0">
        <span dir="auto" className="block truncate text-left font-medium text-ink">
          {contact.name}
        </span>
        <span className="block truncate text-xs text-ink-faint @2xl:hidden">{contact.email}</span>
      </span>
    </span>
  );
}

function Quiet({ children }: { children: string | null }) {
  if (children === null) return <Nothing />;
  return <span className="block truncate text-ink-soft">{children}</span>;
}

function Nothing() {
  return (
    <span aria-hidden className="text-ink-faint">
      –
    </span>
  );
}

function Tags({ tags }: { tags: readonly string[] }) {
  if (tags.length === 0) return <Nothing />;
  const rest = tags.length - TAGS_SHOWN;
  return (
    <span className="flex min-w-0 gap-1">
      {tags.slice(0, TAGS_SHOWN).map((tag) => (
        <Badge key={tag}>{tag}</Badge>
      ))}
      {rest > 0 ? <span className="self-center text-xs text-ink-faint">+{rest}</span> : null}
    </span>
  );
}
