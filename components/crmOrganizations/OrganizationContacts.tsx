"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { api } from "@/convex/_generated/api";
import type { Contact } from "@/lib/contacts/object";
import { LoadError } from "../live/LoadError";
import { useKept } from "../live/useKept";
import { useLiveQuery } from "../live/useLiveQuery";
import { Part } from "../object/detail/parts";
import { objectHref } from "../object/objectHref";
import { useSession } from "../session/SessionProvider";
import { Avatar } from "../ui/Avatar";
import { Button } from "../ui/Button";
import { Skeleton } from "../ui/Skeleton";

const PAGE = 10;

/** Who works there, by name: a page at a time, because it may be many. */
export function OrganizationContacts({ crmOrgId }: { crmOrgId: string }) {
  const t = useTranslations("crmOrganizations");
  const { sessionId } = useSession();
  // Where each page begins, up to the one that is shown.
  const [path, setPath] = useState<readonly (string | undefined)[]>([undefined]);
  const cursor = path.at(-1);
  const { data, error, retry } = useLiveQuery(api.crmOntology.getContactsByOrganization, {
    ...{ sessionId, crmOrgId, sort: "name", limit: PAGE, cursor },
  });
  const { value: page } = useKept(data, cursor ?? "");
  if (error !== undefined) return <LoadError title={t("peopleNotLoaded")} error={error} onRetry={retry} />;
  const next = page?.nextCursor ?? undefined;
  return (
    <Part
      title={t("people")}
      action={
        path.length === 1 && next === undefined ? null : (
          <Turns
            onPrevious={path.length === 1 ? undefined : () => setPath(path.slice(0, -1))}
            onNext={next === undefined ? undefined : () => setPath([...path, next])}
          />
        )
      }
    >
      {page === undefined ? <LoadingPeople /> : <People contacts={page.contacts} />}
    </Part>
  );
}

function People({ contacts }: { contacts: readonly Contact[] }) {
  const t = useTranslations("crmOrganizations");
  if (contacts.length === 0) return <p className="text-sm text-ink-faint">{t("noPeople")}</p>;
  return (
    <ul className="-mx-2 flex flex-col">
      {contacts.map(({ id, name, email, jobTitle }) => (
        <li key={id}>
          <Link
            href={objectHref({ type: "crm_contact", id })}
            className="flex items-center gap-3 rounded-md px-2 py-1.5 hover:bg-sunken"
          >
            <Avatar name={name} />
            <span className="min-w-0">
              <span dir="auto" className="block truncate text-sm font-medium text-ink">
                {name}
              </span>
              <span className="block truncate text-xs text-ink-faint">{jobTitle ?? email}</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function LoadingPeople() {
  return (
    <div className="flex flex-col gap-3 py-2">
      <Skeleton className="h-6 w-2/3" />
      <Skeleton className="h-6 w-1/2" />
    </div>
  );
}

interface TurnsProps {
  onPrevious: (() => void) | undefined;
  onNext: (() => void) | undefined;
}

function Turns({ onPrevious, onNext }: TurnsProps) {
  const t = useTranslations("objects");
  return (
    <span className="flex">
      <Button
        kind="quiet"
        size="icon"
        aria-label={t("previousPage")}
        disabled={onPrevious === undefined}
        onClick={onPrevious}
      >
        <ChevronLeft aria-hidden />
      </Button>
      <Button
        kind="quiet"
        size="icon"
        aria-label={t("nextPage")}
        disabled={onNext === undefined}
        onClick={onNext}
      >
        <ChevronRight aria-hidden />
      </Button>
    </span>
  );
}
