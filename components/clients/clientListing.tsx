"use client";

import type { FunctionReturnType } from "convex/server";
import { Building2 } from "lucide-react";
import { useMemo } from "react";
import { useTranslations } from "use-intl/react";
import type { api } from "@/convex/_generated/api";
import { DateText } from "../object/DateText";
import { NameCell } from "../object/list/cells";
import { StatusMark } from "../object/ObjectMarks";
import type { Column } from "../object/ObjectTable";
import type { ObjectWords } from "../object/objectWords";
import { Badge } from "../ui/Badge";
import { ClientEmail } from "./ClientEmail";

export type Client = FunctionReturnType<typeof api.frontendUsers.listFrontendUsers>["frontendUsers"][number];

/** What the address of the list says besides what every list does: who has a contact, by `linked`. */
export const clientShape = { parameter: "client", filters: ["linked"] };

type ColumnTitles = Record<"name" | "contact" | "status" | "created", string>;

export function useClientColumns(words: ObjectWords): readonly Column<Client>[] {
  const t = useTranslations("clients");
  const objects = useTranslations("objects");
  return useMemo(() => {
    const titles = {
      name: objects("name"),
      contact: t("contact"),
      status: objects("status"),
      created: t("firstSignIn"),
    };
    return columns(words, titles);
  }, [words, t, objects]);
}

function columns(words: ObjectWords, titles: ColumnTitles): Column<Client>[] {
  return [
    {
      key: "name",
      title: titles.name,
      className: "w-auto @2xl:w-[26%]",
      skeletonClass: "h-3 w-2/3",
      cell: ({ displayName, email }) => <NameCell name={displayName} below={email} />,
    },
    {
      key: "email",
      title: words.titles.email ?? "",
      // The name of such an object is its e-mail.
      sortField: "name",
      className: "hidden @2xl:table-cell",
      cell: (client) => <ClientEmail {...client} />,
    },
    {
      key: "contact",
      title: titles.contact,
      className: "w-34 @2xl:w-48",
      skeletonClass: "h-5 w-20",
      cell: (client) => <ContactCell client={client} />,
    },
    {
      key: "status",
      title: titles.status,
      className: "hidden w-28 @4xl:table-cell",
      skeletonClass: "h-3 w-14",
      cell: (client) => <StatusMark words={words} {...client} />,
    },
    {
      key: "lastLogin",
      title: words.titles.lastLogin ?? "",
      className: "hidden w-44 @3xl:table-cell",
      skeletonClass: "h-3 w-28",
      cell: ({ lastLogin }) => <DateText atMs={lastLogin} withTime />,
    },
    {
      key: "createdAt",
      title: titles.created,
      sortField: "createdAt",
      className: "hidden w-38 @6xl:table-cell",
      skeletonClass: "h-3 w-20",
      cell: ({ createdAt }) => <DateText atMs={createdAt} />,
    },
  ];
}

/** Whoever waits for staff stands out. */
function ContactCell({ client: { contact, companyVisible, status } }: { client: Client }) {
  const t = useTranslations("clients");
  if (contact === null) {
    return status === "active" ? (
      <Badge tone="copper">{t("waiting")}</Badge>
    ) : (
      <Badge>{t("noContact")}</Badge>
    );
  }
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-ink-soft">
      <span dir="auto" className="truncate">
        {contact.name}
      </span>
      {companyVisible ? (
        <span title={t("seesCompany")} className="shrink-0 text-ink-faint">
          <Building2 aria-hidden className="size-3.5" />
          <span className="sr-only">{t("seesCompany")}</span>
        </span>
      ) : null}
    </span>
  );
}
