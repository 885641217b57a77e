"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl/react";
import type { Contact } from "@/lib/contacts/object";
import { DateText } from "../object/DateText";
import { NameCell, QuietCell, TagsCell } from "../object/list/cells";
import { StatusMark, SubtypeBadge } from "../object/ObjectMarks";
import type { Column } from "../object/ObjectTable";
import type { ObjectWords } from "../object/objectWords";
import type { BadgeTone } from "../ui/Badge";

/** What the address of the list says besides what every list does. */
export const contactShape = { parameter: "contact", filters: ["tag", "source"] };

export const contactTones: Readonly<Partial<Record<string, BadgeTone>>> = {
  lead: "copper",
  prospect: "slate",
  customer: "accent",
};

export function useContactColumns(words: ObjectWords): readonly Column<Contact>[] {
  const t = useTranslations("objects");
  return useMemo(() => {
    const titles = {
      name: t("name"),
      subtype: t("subtype"),
      status: t("status"),
      created: t("created"),
    };
    return columns(words, titles);
  }, [words, t]);
}

function columns(
  words: ObjectWords,
  titles: Record<"name" | "subtype" | "status" | "created", string>,
): Column<Contact>[] {
  return [
    {
      key: "name",
      title: titles.name,
      sortField: "name",
      className: "w-auto @2xl:w-[28%]",
      skeletonClass: "h-3 w-2/3",
      cell: ({ name, email }) => <NameCell name={name} below={email} />,
    },
    {
      key: "email",
      title: words.titles.email ?? "",
      className: "hidden @2xl:table-cell",
      cell: ({ email }) => <QuietCell>{email}</QuietCell>,
    },
    {
      key: "company",
      title: words.titles.company ?? "",
      className: "hidden @4xl:table-cell",
      cell: ({ company }) => <QuietCell>{company}</QuietCell>,
    },
    {
      key: "subtype",
      title: titles.subtype,
      className: "w-28",
      skeletonClass: "h-5 w-16",
      cell: ({ subtype }) => <SubtypeBadge words={words} subtype={subtype} tones={contactTones} />,
    },
    {
      key: "status",
      title: titles.status,
      className: "hidden w-28 @5xl:table-cell",
      skeletonClass: "h-3 w-14",
      cell: (contact) => <StatusMark words={words} {...contact} />,
    },
    {
      key: "source",
      title: words.titles.source ?? "",
      className: "hidden w-32 @7xl:table-cell",
      cell: ({ source }) => <QuietCell>{source}</QuietCell>,
    },
    {
      key: "tags",
      title: words.titles.tags ?? "",
      className: "hidden @min-[96rem]:table-cell",
      cell: ({ tags }) => <TagsCell tags={tags} />,
    },
    {
      key: "createdAt",
      title: titles.created,
      sortField: "createdAt",
      className: "hidden w-36 @lg:table-cell",
      skeletonClass: "h-3 w-20",
      cell: ({ createdAt }) => <DateText atMs={createdAt} />,
    },
  ];
}
