"use client";

import { late } from "../live/late";
import { WhenOpen } from "../shell/WhenOpen";
import { AuditPlaceholder } from "./AuditFrame";
import type { AuditTypes } from "./auditTexts";

const AuditPage = late(async () => {
  const module = await import("./AuditPage");
  return { default: module.AuditPage };
});

export function LiveAudit({ types }: { types: AuditTypes }) {
  return (
    <WhenOpen placeholder={<AuditPlaceholder />}>
      <AuditPage types={types} />
    </WhenOpen>
  );
}
