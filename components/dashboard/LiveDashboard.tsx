"use client";

import type { AuditTypes } from "../audit/auditTexts";
import { late } from "../live/late";
import { WhenOpen } from "../shell/WhenOpen";
import { DashboardPlaceholder } from "./DashboardFrame";

const DashboardPage = late(async () => {
  const module = await import("./DashboardPage");
  return { default: module.DashboardPage };
});

export function LiveDashboard({ types }: { types: AuditTypes }) {
  return (
    <WhenOpen placeholder={<DashboardPlaceholder />}>
      <DashboardPage types={types} />
    </WhenOpen>
  );
}
