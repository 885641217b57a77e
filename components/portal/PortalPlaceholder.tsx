"use client";

import { useTranslations } from "use-intl/react";
import { Skeleton } from "../ui/Skeleton";
import { PortalPage } from "./PortalPage";

/** A page of the portal before it is known whose it is. */
export function PortalPlaceholder() {
  const t = useTranslations("portal");
  return (
    <PortalPage title={<Skeleton className="h-7 w-56" />}>
      <p role="status" className="sr-only">
        {t("loading")}
      </p>
      <CardSkeleton />
      <CardSkeleton />
    </PortalPage>
  );
}

/** Of about the height of what is coming. */
export function CardSkeleton() {
  return (
    <div className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-5 shadow-xs">
      <Skeleton className="h-4 w-32" />
      <Skeleton className="h-4 w-64 max-w-full" />
      <Skeleton className="h-4 w-48 max-w-full" />
    </div>
  );
}
