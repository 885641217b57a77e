"use client";

import { useTranslations } from "use-intl/react";
import { api } from "@/convex/_generated/api";
import { LoadError } from "../live/LoadError";
import { useNow } from "../live/useNow";
import { useSteadyQuery } from "../live/useSteadyQuery";
import type { AuditTypes } from "../audit/auditTexts";
import { useSession } from "../session/SessionProvider";
import { DashboardFrame, DashboardSkeleton, FigureRow, PanelRow } from "./DashboardFrame";
import { Figure } from "./Figure";
import { GrowthChart } from "./GrowthChart";
import { RecentActivity } from "./RecentActivity";

/** Weeks change by the hour at most, and the same question shares its answer. */
const HOUR_MS = 3_600_000;

interface DashboardWords {
  types: AuditTypes;
}

export function DashboardPage({ types }: DashboardWords) {
  return (
    <DashboardFrame>
      <Figures types={types} />
    </DashboardFrame>
  );
}

function Figures({ types }: DashboardWords) {
  const t = useTranslations("dashboard");
  const { sessionId, organization } = useSession();
  const nowMs = Math.floor(useNow(60_000) / HOUR_MS) * HOUR_MS;
  const { data, error, retry } = useSteadyQuery(api.dashboard.getFigures, {
    ...{ sessionId, organizationId: organization.id, nowMs },
  });
  if (error !== undefined) return <LoadError title={t("failed")} error={error} onRetry={retry} />;
  if (data === undefined) return <DashboardSkeleton />;
  const { contacts, crmOrganizations, clients, weeks } = data;
  return (
    <>
      <FigureRow>
        <Figure title={t("figures.contacts")} value={contacts.total} href="/admin/contacts">
          {t("figures.newThisWeek", { count: contacts.newThisWeek })}
        </Figure>
        <Figure
          title={t("figures.crmOrganizations")}
          value={crmOrganizations.total}
          href="/admin/organizations"
        >
          {t("figures.newThisWeek", { count: crmOrganizations.newThisWeek })}
        </Figure>
        <Figure title={t("figures.clients")} value={clients.total} href="/admin/clients">
          {[
            t("figures.waiting", { count: clients.waiting }),
            ...(clients.suspended === 0 ? [] : [t("figures.suspended", { count: clients.suspended })]),
          ].join(" · ")}
        </Figure>
      </FigureRow>
      <PanelRow>
        <GrowthChart weeks={weeks} subtypes={types.crm_contact?.subtypes ?? []} />
        <RecentActivity types={types} />
      </PanelRow>
    </>
  );
}
