"use client";

import { useId } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "../ui/Button";
import { ChoiceMenu } from "../ui/ChoiceMenu";
import { classNames } from "../ui/classNames";
import type { Option } from "../ui/Select";
import { useActorOptions } from "./actorOptions";
import {
  actionChoices,
  auditedTypes,
  type AuditFilters,
  everything,
  isNarrowed,
  withType,
} from "./auditFilters";
import { useActionName } from "./useActionName";

interface AuditToolbarProps {
  filters: AuditFilters;
  actors: readonly Option<string>[];
  onChange: (filters: AuditFilters) => void;
}

export function AuditToolbar({ filters, actors, onChange }: AuditToolbarProps) {
  const t = useTranslations("audit");
  const common = useTranslations("common");
  const actionName = useActionName();
  const any = { value: "", label: common("any") };
  const kinds = auditedTypes.map((type) => ({ value: type, label: t(`types.${type}`) }));
  const actions = actionChoices(filters.type).map((action) => ({ value: action, label: actionName(action) }));
  return (
    <div
      role="search"
      aria-label={t("page.title")}
      className="flex shrink-0 flex-wrap gap-2 px-4 pb-3 sm:px-6"
    >
      <div className="grid grid-cols-3 gap-1.5 max-sm:w-full sm:flex sm:flex-wrap sm:gap-2">
        <ChoiceMenu
          label={t("filters.who")}
          value={filters.who}
          active={filters.who !== ""}
          options={useActorOptions(actors, filters.who)}
          onChange={(who) => onChange({ ...filters, who })}
        />
        <ChoiceMenu
          label={t("filters.type")}
          value={filters.type}
          active={filters.type !== ""}
          options={[any, ...withCurrent(kinds, filters.type)]}
          onChange={(type) => onChange(withType(filters, type))}
        />
        <ChoiceMenu
          label={t("filters.action")}
          value={filters.action}
          active={filters.action !== ""}
          options={[any, ...withCurrent(actions, filters.action)]}
          onChange={(action) => onChange({ ...filters, action })}
        />
      </div>
      <div className="grid grid-cols-2 gap-1.5 max-sm:w-full sm:flex sm:gap-2">
        <DayField
          label={t("filters.from")}
          value={filters.from}
          max={filters.to}
          onChange={(from) => onChange({ ...filters, from })}
        />
        <DayField
          label={t("filters.to")}
          value={filters.to}
          min={filters.from}
          onChange={(to) => onChange({ ...filters, to })}
        />
      </div>
      {isNarrowed(filters) ? (
        <Button kind="quiet" size="md" onClick={() => onChange(everything)}>
          {t("filters.reset")}
        </Button>
      ) : null}
    </div>
  );
}

interface DayFieldProps {
  label: string;
  value: string;
  min?: string;
  max?: string;
  onChange: (day: string) => void;
}

/** The platform's own calendar, in the reader's language. */
function DayField({ label, value, min, max, onChange }: DayFieldProps) {
  const id = useId();
  return (
    <div
      className={classNames(
        "flex h-9 min-w-0 items-center gap-1.5 rounded-md border px-3 text-sm shadow-xs transition-colors max-sm:px-2.5",
        "focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-(--accent)",
        value === ""
          ? "border-line-strong bg-surface text-ink-faint hover:bg-hover"
          : "border-accent bg-accent-soft text-accent-ink",
      )}
    >
      <label htmlFor={id} className="shrink-0">
        {label}
      </label>
      <input
        id={id}
        type="date"
        value={value}
        min={min === "" ? undefined : min}
        max={max === "" ? undefined : max}
        onChange={(event) => onChange(event.target.value)}
        className="h-full min-w-0 flex-1 bg-transparent text-ink outline-none"
      />
    </div>
  );
}

/** What the address asks for can be chosen away again, also when nobody would choose it. */
function withCurrent(options: readonly Option<string>[], value: string): readonly Option<string>[] {
  const isOffered = value === "" || options.some((option) => option.value === value);
  return isOffered ? options : [...options, { value, label: value }];
}
