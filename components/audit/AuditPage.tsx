"use client";

import { LockKeyhole } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { useMemo } from "react";
import { api } from "@/convex/_generated/api";
import { LoadError } from "../live/LoadError";
import { useLiveQuery } from "../live/useLiveQuery";
import { useSteadyQuery } from "../live/useSteadyQuery";
import { useUrlState } from "../live/useUrlState";
import { useMay } from "../session/useMay";
import { useSession } from "../session/SessionProvider";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { AuditEmpty } from "./AuditEmpty";
import { argsOf, type AuditFilters, everything, parseFilters, printFilters } from "./auditFilters";
import { AuditFrame, AuditScroll, AuditSkeleton } from "./AuditFrame";
import type { AuditTypes } from "./auditTexts";
import { AuditToolbar } from "./AuditToolbar";
import { DayList } from "./DayList";
import { useActionLog, usePaging } from "./useActionLog";
import { useAuditTexts } from "./useAuditTexts";

const PAGE = 50;

export function AuditPage({ types }: { types: AuditTypes }) {
  return useMay("audit:read") ? <Audit types={types} /> : <NotForThisRole />;
}

/** For whoever came by an address: nothing leads here for them. */
function NotForThisRole() {
  const t = useTranslations("audit");
  return (
    <AuditFrame toolbar={null}>
      <div className="grid min-h-0 flex-1 place-items-center border-t">
        <EmptyState icon={<LockKeyhole aria-hidden />} title={t("page.forbidden")}>
          {t("page.askThem")}
        </EmptyState>
      </div>
    </AuditFrame>
  );
}

function Audit({ types }: { types: AuditTypes }) {
  const { sessionId, organization } = useSession();
  const [filters, setFilters] = useUrlState(parseFilters, printFilters);
  const { data } = useSteadyQuery(api.audit.listActors, { sessionId, organizationId: organization.id });
  const actors = useMemo(() => data?.actors ?? [], [data]);
  const names = useMemo(() => new Map(actors.map(({ id, name }) => [id, name])), [actors]);
  const options = actors.map(({ kind, id, name }) => ({ value: `${kind}:${id}`, label: name }));
  return (
    <AuditFrame toolbar={<AuditToolbar filters={filters} actors={options} onChange={setFilters} />}>
      <Log filters={filters} types={types} names={names} onReset={() => setFilters(everything)} />
    </AuditFrame>
  );
}

interface LogProps {
  filters: AuditFilters;
  types: AuditTypes;
  names: ReadonlyMap<string, string>;
  onReset: () => void;
}

/** The newest entries are live; earlier ones do not change any more, and are loaded on demand. */
function Log({ filters, types, names, onReset }: LogProps) {
  const { sessionId, organization } = useSession();
  const texts = useAuditTexts(types, names);
  const paging = usePaging(printFilters(filters).toString());
  const { cursor } = paging.loaded;
  const args = {
    ...{ sessionId, organizationId: organization.id, limit: PAGE },
    ...argsOf(filters, organization.timeZone),
  };
  const newest = useLiveQuery(api.audit.listActions, args);
  const earlier = useLiveQuery(api.audit.listActions, cursor === undefined ? "skip" : { ...args, cursor });
  const log = useActionLog({ newest, earlier, paging });
  const { t } = texts;
  if (log.error !== undefined) {
    return (
      <AuditScroll>
        <LoadError title={t("page.failed")} error={log.error} onRetry={log.retry} />
      </AuditScroll>
    );
  }
  if (log.actions === undefined) return <AuditSkeleton />;
  return (
    <AuditScroll>
      {log.actions.length === 0 ? (
        <AuditEmpty filters={filters} hasEarlier={log.hasEarlier} onReset={onReset} />
      ) : (
        <DayList actions={log.actions} texts={texts} timeZone={organization.timeZone} />
      )}
      {log.hasEarlier ? (
        <Button className="mt-6" size="md" pending={log.isLoadingEarlier} onClick={log.showEarlier}>
          {t("history.earlier")}
        </Button>
      ) : null}
    </AuditScroll>
  );
}
