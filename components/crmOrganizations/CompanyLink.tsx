"use client";

import Link from "next/link";
import { linkClass } from "../object/detail/parts";
import { objectHref } from "../object/objectHref";
import { Skeleton } from "../ui/Skeleton";
import { classNames } from "../ui/classNames";
import { useCrmOrganization } from "./useCrmOrganizations";

/** A CRM organization by its name, for whoever knows only its id. */
export function CompanyLink({ id }: { id: string }) {
  const { organization, error } = useCrmOrganization(id);
  if (organization === undefined && error === undefined) return <Skeleton className="h-4 w-32" />;
  return (
    <Link
      href={objectHref({ type: "crm_organization", id })}
      dir="auto"
      className={classNames(linkClass, "truncate")}
    >
      {organization?.name ?? id}
    </Link>
  );
}
