"use client";

import { useTranslations } from "use-intl/react";
import { ANY, isNarrowed, widened } from "../object/list/objectList";
import { SearchBox } from "../object/list/SearchBox";
import type { ListState } from "../object/list/useListState";
import type { ObjectWords } from "../object/objectWords";
import { Button } from "../ui/Button";
import { capitalized } from "../ui/capitalized";
import { ChoiceMenu } from "../ui/ChoiceMenu";

interface ClientsToolbarProps {
  state: ListState;
  words: ObjectWords;
}

export function ClientsToolbar({ state, words: { plural, statuses } }: ClientsToolbarProps) {
  const t = useTranslations("clients");
  const objects = useTranslations("objects");
  const common = useTranslations("common");
  const { list, change, setList } = state;
  const any = { value: ANY, label: common("any") };
  const linked = list.values.linked ?? ANY;
  return (
    <div
      role="search"
      aria-label={capitalized(plural)}
      className="flex shrink-0 flex-wrap gap-2 px-4 pb-3 sm:px-6"
    >
      <SearchBox
        label={objects("search", { plural })}
        placeholder={objects("searchPlaceholder", { searched: t("searched") })}
        value={list.search}
        onChange={(search) => change({ search }, "replace")}
      />
      <div className="grid grid-cols-2 gap-1.5 max-sm:w-full sm:flex sm:gap-2">
        <ChoiceMenu
          label={t("contact")}
          value={linked}
          active={linked !== ANY}
          options={[
            any,
            { value: "no", label: t("withoutContact") },
            { value: "yes", label: t("withContact") },
          ]}
          onChange={(value) => change({ values: value === ANY ? {} : { linked: value } })}
        />
        <ChoiceMenu
          label={objects("status")}
          value={list.status}
          active={list.status !== ANY}
          options={[any, ...statuses]}
          onChange={(status) => change({ status })}
        />
      </div>
      {isNarrowed(list) ? (
        <Button kind="quiet" size="md" className="max-sm:hidden" onClick={() => setList(widened(list))}>
          {objects("reset")}
        </Button>
      ) : null}
    </div>
  );
}
