"use client";

import { UsersRound } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { onDemand } from "../live/onDemand";
import { useEver } from "../live/useEver";
import { ListEmpty, ListError } from "../object/list/ListEmpty";
import { ListCount, ListHeader, ListMain, ListSkeletonRows } from "../object/list/ListFrame";
import { defaultList, isNarrowed, type Sort, sorts } from "../object/list/objectList";
import { useListShape } from "../object/list/useListShape";
import { type ListState, useListState } from "../object/list/useListState";
import type { Objects } from "../object/list/useObjects";
import { usePageCursors } from "../object/list/usePageCursors";
import { ObjectTable } from "../object/ObjectTable";
import type { ObjectWords } from "../object/objectWords";
import { Pager } from "../object/Pager";
import { useFreshRows } from "../object/useFreshRows";
import { capitalized } from "../ui/capitalized";
import { EmptyState } from "../ui/EmptyState";
import { type Client, clientShape, useClientColumns } from "./clientListing";
import { ClientsToolbar } from "./ClientsToolbar";
import { clientPageSizes, useClients } from "./useClients";

const ClientSheet = onDemand(async () => (await import("./ClientSheet")).ClientSheet);
const noRows: readonly Client[] = [];

/** Who signs in to the portal. They come by themselves; staff say who they are. */
export function ClientsPage({ words }: { words: ObjectWords }) {
  const state = useListState(useListShape(words, clientShape));
  const clients = useClients(state.list);
  // From the first client that is opened on: a sheet that closes has to lead the focus back.
  const isSheetNeeded = useEver(state.list.open !== undefined);
  return (
    <ListMain hasSheet={state.list.open !== undefined}>
      <ListHeader words={words} count={<ListCount total={clients.total} />}>
        {null}
      </ListHeader>
      <ClientsToolbar state={state} words={words} />
      <Rows words={words} state={state} clients={clients} />
      {isSheetNeeded ? (
        <ClientSheet
          props={{ words, state, rows: clients.rows ?? noRows }}
          onMissing={() => state.open(undefined)}
        />
      ) : null}
    </ListMain>
  );
}

interface RowsProps {
  words: ObjectWords;
  state: ListState;
  clients: Objects<Client>;
}

function Rows({ words, state, clients }: RowsProps) {
  const { list } = state;
  const { rows, question, isStale, error, retry } = clients;
  const columns = useClientColumns(words);
  const freshKeys = useFreshRows({ rows, question, expectsNew: list.page === 1 });
  const goTo = usePageCursors(list, clients.nextCursor, state.setList);
  if (error !== undefined) return <ListError words={words} error={error} onRetry={retry} />;
  if (rows === undefined) return <ListSkeletonRows words={words} columns={columns} />;
  if (rows.length === 0 && !isStale) return <Empty words={words} state={state} />;
  return (
    <>
      <div className="@container min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <ObjectTable<Client>
          caption={capitalized(words.plural)}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          rowName={({ displayName }) => displayName}
          rowHref={({ id }) => state.hrefOf(id)}
          onOpen={({ id }) => state.open(id)}
          selectedKey={list.open}
          freshKeys={freshKeys}
          // What a search finds comes in the order of the search.
          sort={list.search === "" ? list.sort : ""}
          {...(list.search === "" ? { onSort: (sort) => state.change({ sort: asSort(sort) }) } : {})}
          isStale={isStale}
        />
      </div>
      <Pager
        page={list.page}
        size={list.size}
        shown={rows.length}
        total={clients.total}
        hasMore={clients.hasMore}
        sizes={clientPageSizes}
        onPage={goTo}
        onSize={(size) => state.change({ size })}
      />
    </>
  );
}

function Empty({ words, state }: Pick<RowsProps, "words" | "state">) {
  const t = useTranslations("clients");
  if (isNarrowed(state.list) || state.list.page > 1) {
    return <ListEmpty state={state} words={words} searched={t("searched")} onNew={undefined} />;
  }
  return (
    <div className="grid min-h-0 flex-1 place-items-center overflow-y-auto border-t">
      <EmptyState icon={<UsersRound aria-hidden />} title={t("noneYet")}>
        {t("noneYetWhy")}
      </EmptyState>
    </div>
  );
}

function asSort(value: string): Sort {
  return sorts.find((known) => known === value) ?? defaultList.sort;
}
