"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { api } from "@/convex/_generated/api";
import { ActionText } from "../audit/ActionText";
import type { AuditAction, AuditTexts, AuditTypes } from "../audit/auditTexts";
import { DoorMark } from "../audit/DoorMark";
import { objectPage } from "../audit/objectPages";
import { RelativeTime } from "../object/RelativeTime";
import { useAuditTexts } from "../audit/useAuditTexts";
import { LoadError } from "../live/LoadError";
import { useSteadyQuery } from "../live/useSteadyQuery";
import { useMay } from "../session/useMay";
import { useSession } from "../session/SessionProvider";
import { Skeleton } from "../ui/Skeleton";
import { Panel } from "./DashboardFrame";

const SHOWN = 10;

/** What happened last to what the organization keeps; the audit log has all of it. */
export function RecentActivity({ types }: { types: AuditTypes }) {
  const t = useTranslations("dashboard.activity");
  const mayAudit = useMay("audit:read");
  return (
    <Panel
      title={t("title")}
      action={
        mayAudit ? (
          <Link
            href="/admin/audit"
            className="rounded-sm text-sm font-medium text-accent-ink hover:underline"
          >
            {t("all")}
          </Link>
        ) : null
      }
    >
      <Entries types={types} />
    </Panel>
  );
}

function Entries({ types }: { types: AuditTypes }) {
  const t = useTranslations("dashboard.activity");
  const { sessionId, organization } = useSession();
  const texts = useAuditTexts(types);
  const { data, error, retry } = useSteadyQuery(api.dashboard.recentActivity, {
    ...{ sessionId, organizationId: organization.id, limit: SHOWN },
  });
  if (error !== undefined) return <LoadError title={t("failed")} error={error} onRetry={retry} />;
  if (data === undefined) return <Skeleton className="h-72" />;
  if (data.length === 0) return <p className="text-sm text-ink-faint">{t("empty")}</p>;
  return (
    <ol className="flex flex-col gap-3.5">
      {data.map((action) => (
        <Entry key={action.id} action={action} texts={texts} />
      ))}
    </ol>
  );
}

function Entry({ action, texts }: { action: AuditAction; texts: AuditTexts }) {
  const href = objectPage(action.objectType, action.objectId);
  const what = (name: ReactNode) =>
    href === undefined ? (
      name
    ) : (
      <Link href={href} dir="auto" className="rounded-sm font-medium text-ink hover:underline">
        {name}
      </Link>
    );
  return (
    <li className="flex min-w-0 gap-3">
      <DoorMark kind={action.actor.kind} />
      <div className="min-w-0 pt-0.5">
        <p className="text-sm text-ink-soft wrap-anywhere">
          <ActionText action={action} texts={texts} place="log" what={what} />
        </p>
        <p className="text-xs">
          <RelativeTime atMs={action.createdAt} />
        </p>
      </div>
    </li>
  );
}
