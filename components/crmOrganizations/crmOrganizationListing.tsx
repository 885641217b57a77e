"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl/react";
import type { CrmOrganization } from "@/lib/crmOrganizations/object";
import { DateText } from "../object/DateText";
import { NameCell, QuietCell, TagsCell } from "../object/list/cells";
import { StatusMark } from "../object/ObjectMarks";
import type { Column } from "../object/ObjectTable";
import type { ObjectWords } from "../object/objectWords";

/** What the address of the list says besides what every list does. */
export const crmOrganizationShape = { parameter: "organization", filters: ["industry"] };

export function useCrmOrganizationColumns(words: ObjectWords): readonly Column<CrmOrganization>[] {
  const t = useTranslations("objects");
  return useMemo(
    () => columns(words, { name: t("name"), status: t("status"), created: t("created") }),
    [words, t],
  );
}

function columns(
  words: ObjectWords,
  titles: Record<"name" | "status" | "created", string>,
): Column<CrmOrganization>[] {
  return [
    {
      key: "name",
      title: titles.name,
      sortField: "name",
      className: "w-auto @2xl:w-[32%]",
      skeletonClass: "h-3 w-2/3",
      cell: ({ name, industry, address }) => <NameCell name={name} below={industry ?? address?.city} />,
    },
    {
      key: "industry",
      title: words.titles.industry ?? "",
      className: "hidden @2xl:table-cell",
      cell: ({ industry }) => <QuietCell>{industry}</QuietCell>,
    },
    {
      key: "address",
      title: words.titles.address ?? "",
      className: "hidden @4xl:table-cell",
      cell: ({ address }) => <QuietCell>{placeOf(address)}</QuietCell>,
    },
    {
      key: "website",
      title: words.titles.website ?? "",
      className: "hidden @5xl:table-cell",
      cell: ({ website }) => <QuietCell>{website}</QuietCell>,
    },
    {
      key: "status",
      title: titles.status,
      className: "w-28",
      skeletonClass: "h-3 w-14",
      cell: (organization) => <StatusMark words={words} {...organization} />,
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

/** In one line: where it is, not which door. */
function placeOf(address: CrmOrganization["address"]): string | null {
  const place = [address?.city, address?.country].filter((part) => part !== undefined).join(", ");
  return place === "" ? null : place;
}
