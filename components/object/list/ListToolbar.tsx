"use client";

import { SlidersHorizontal } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "../../ui/Button";
import { capitalized } from "../../ui/capitalized";
import { ChoiceMenu } from "../../ui/ChoiceMenu";
import type { ObjectWords } from "../objectWords";
import { ANY, type ArchivedFilter, defaultList, isNarrowed, type ObjectList, widened } from "./objectList";
import { SearchBox } from "./SearchBox";
import type { ListState } from "./useListState";
import { ValueFilter } from "./ValueFilter";

/** An open filter: which property it is about, and what values of it are known here. */
export interface FilterWords {
  name: string;
  title: string;
  suggestions: readonly string[];
}

interface ListToolbarProps {
  state: ListState;
  words: ObjectWords;
  filters: readonly FilterWords[];
  /** What a search looks into, for the reader. */
  searched: string;
}

export function ListToolbar({ state, words, filters, searched }: ListToolbarProps) {
  const t = useTranslations("objects");
  const { list, change, setList } = state;
  const [isWide, setWide] = useState(false);
  const plural = words.plural;
  return (
    <Bar label={capitalized(plural)}>
      <SearchBox
        label={t("search", { plural })}
        placeholder={t("searchPlaceholder", { searched })}
        value={list.search}
        onChange={(search) => change({ search }, "replace")}
      />
      <Button
        kind="quiet"
        size="icon"
        aria-label={t("moreFilters")}
        aria-expanded={isWide}
        onClick={() => setWide(!isWide)}
        // Where the page is wide enough, all filters are there anyway.
        className="size-9 sm:order-1 @min-[68rem]:hidden"
      >
        <SlidersHorizontal aria-hidden />
      </Button>
      <Choices>
        <ClosedFilters list={list} words={words} onChange={change} />
      </Choices>
      {filters.map(({ name, title, suggestions }) => (
        <ValueFilter
          key={name}
          label={title}
          value={list.values[name] ?? ""}
          suggestions={suggestions}
          isAsked={isWide}
          onChange={(value) => change({ values: withValue(list.values, name, value) })}
        />
      ))}
      {isNarrowed(list) ? (
        <Button
          kind="quiet"
          size="md"
          className="order-2 max-sm:hidden"
          onClick={() => setList(widened(list))}
        >
          {t("reset")}
        </Button>
      ) : null}
    </Bar>
  );
}

function Bar({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="@container shrink-0">
      <div role="search" aria-label={label} className="flex flex-wrap gap-2 px-4 pb-3 sm:px-6">
        {children}
      </div>
    </div>
  );
}

function Choices({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-w-0 gap-1.5 max-sm:w-full max-sm:*:flex-auto sm:gap-2 max-[24rem]:[&_[aria-haspopup]_svg]:hidden">
      {children}
    </div>
  );
}

interface ClosedFiltersProps {
  list: ObjectList;
  words: ObjectWords;
  onChange: (change: Partial<ObjectList>) => void;
}

function ClosedFilters({ list, words, onChange }: ClosedFiltersProps) {
  const t = useTranslations("objects");
  const common = useTranslations("common");
  const any = { value: ANY, label: common("any") };
  const archived: readonly ArchivedFilter[] = ["false", "true", "all"];
  return (
    <>
      {words.subtypes.length === 0 ? null : (
        <ChoiceMenu
          label={t("subtype")}
          value={list.subtype}
          active={list.subtype !== ANY}
          options={[any, ...words.subtypes]}
          onChange={(subtype) => onChange({ subtype })}
        />
      )}
      <ChoiceMenu
        label={t("status")}
        value={list.status}
        active={list.status !== ANY}
        options={[any, ...words.statuses]}
        onChange={(status) => onChange({ status })}
      />
      <ChoiceMenu
        label={t("show")}
        value={list.archived}
        active={list.archived !== defaultList.archived}
        options={archived.map((value) => ({ value, label: t(`archivedFilter.${value}`) }))}
        onChange={(value) => onChange({ archived: value })}
      />
    </>
  );
}

function withValue(values: ObjectList["values"], name: string, value: string): ObjectList["values"] {
  const { [name]: _before, ...others } = values;
  return value === "" ? others : { ...others, [name]: value };
}
