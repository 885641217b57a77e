"use client";

import { Inbox, Plus, SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { LoadError } from "../../live/LoadError";
import { Button } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import type { ObjectWords } from "../objectWords";
import { isNarrowed, widened } from "./objectList";
import type { ListState } from "./useListState";

interface ListEmptyProps {
  state: ListState;
  words: ObjectWords;
  searched: string;
  /** Undefined for people who may only read. */
  onNew: (() => void) | undefined;
}

export function ListEmpty({ state, words, searched, onNew }: ListEmptyProps) {
  const t = useTranslations("objects");
  const { list, change, setList } = state;
  const { singular, plural } = words;
  if (list.page > 1) {
    return (
      <Center>
        <EmptyState
          icon={<Inbox aria-hidden />}
          title={t("nothingOnPage")}
          action={<Button onClick={() => change({})}>{t("firstPage")}</Button>}
        >
          {t("listShorter")}
        </EmptyState>
      </Center>
    );
  }
  if (isNarrowed(list)) {
    return (
      <Center>
        <EmptyState
          icon={<SearchX aria-hidden />}
          title={t("noMatch", { plural })}
          action={<Button onClick={() => setList(widened(list))}>{t("resetAll")}</Button>}
        >
          {list.search === ""
            ? t("noFilterMatch", { plural })
            : t("nothingBegins", { search: list.search, searched })}
        </EmptyState>
      </Center>
    );
  }
  return (
    <Center>
      <EmptyState
        icon={<Inbox aria-hidden />}
        title={t("noneYet", { plural })}
        action={
          onNew === undefined ? undefined : (
            <Button kind="primary" onClick={onNew}>
              <Plus aria-hidden />
              {t("new", { singular })}
            </Button>
          )
        }
      >
        {t(onNew === undefined ? "noneYetRead" : "noneYetAdd")}
      </EmptyState>
    </Center>
  );
}

interface ListErrorProps {
  words: ObjectWords;
  error: Error;
  onRetry: () => void;
}

export function ListError({ words, error, onRetry }: ListErrorProps) {
  const t = useTranslations("objects");
  return (
    <Center>
      <LoadError title={t("notLoaded", { plural: words.plural })} error={error} onRetry={onRetry} />
    </Center>
  );
}

function Center({ children }: { children: ReactNode }) {
  return <div className="grid min-h-0 flex-1 place-items-center overflow-y-auto border-t">{children}</div>;
}
