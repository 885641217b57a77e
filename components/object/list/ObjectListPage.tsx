"use client";

import { Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { BaseFields } from "@/lib/ontology/defineObject";
import type { Permission } from "@/lib/permissions/matrix";
import { onDemand } from "../../live/onDemand";
import { useEver } from "../../live/useEver";
import { useMay } from "../../session/useMay";
import { Button } from "../../ui/Button";
import { capitalized } from "../../ui/capitalized";
import { type Column, ObjectTable } from "../ObjectTable";
import type { ObjectWords } from "../objectWords";
import { Pager } from "../Pager";
import { useFreshRows } from "../useFreshRows";
import type { BulkBarProps } from "./BulkBar";
import type { BulkRow, BulkType } from "./bulkSteps";
import { ListEmpty, ListError } from "./ListEmpty";
import { ListCount, ListHeader, ListMain, ListSkeletonRows } from "./ListFrame";
import { type FilterWords, ListToolbar } from "./ListToolbar";
import { defaultList, pageSizes, scopeKey, sorts } from "./objectList";
import { useChoice } from "./useChoice";
import type { ListState } from "./useListState";
import type { Objects } from "./useObjects";
import { usePageCursors } from "./usePageCursors";

/** Most visits choose nothing, so its code loads with the first choice. */
const BulkBar = onDemand<BulkBarProps>(async () => (await import("./BulkBar")).BulkBar);

export interface ObjectListPageProps<Row> {
  words: ObjectWords;
  state: ListState;
  type: BulkType;
  objects: Objects<Row>;
  columns: readonly Column<Row>[];
  filters: readonly FilterWords[];
  /** What a search looks into, for the reader. */
  searched: string;
  /** Who may add and change. */
  permission: Permission;
  /** Its sheet and its dialogs. */
  children: ReactNode;
}

export type ListRow = Pick<BaseFields, "createdAt" | "updatedAt"> & BulkRow;

/** The list of a type: search, filters, rows, pages, and what can be done with several rows at once. */
export function ObjectListPage<Row extends ListRow>(props: ObjectListPageProps<Row>) {
  const { words, state, objects, filters, searched, permission, children } = props;
  const t = useTranslations("objects");
  const mayChange = useMay(permission);
  const addNew = mayChange ? () => state.add(true) : undefined;
  return (
    <ListMain hasSheet={state.list.open !== undefined}>
      <ListHeader words={words} count={<ListCount total={objects.total} />}>
        {addNew === undefined ? null : (
          <Button kind="primary" onClick={addNew}>
            <Plus aria-hidden />
            {t("new", { singular: words.singular })}
          </Button>
        )}
      </ListHeader>
      <ListToolbar state={state} words={words} filters={filters} searched={searched} />
      <Rows {...props} mayChange={mayChange} onNew={addNew} />
      {children}
    </ListMain>
  );
}

interface RowsProps<Row> extends ObjectListPageProps<Row> {
  mayChange: boolean;
  /** Undefined for people who may only read. */
  onNew: (() => void) | undefined;
}

function Rows<Row extends ListRow>(props: RowsProps<Row>) {
  const { words, state, objects, columns, searched, mayChange, onNew } = props;
  const { question, isStale, error, retry } = objects;
  const { list } = state;
  const [held, setHeld] = useState<Pick<Objects<Row>, "rows" | "question">>();
  // While many rows are being changed, the list stands still instead of losing them in portions.
  const rows = held?.question === question ? held.rows : objects.rows;
  const choice = useChoice(rows ?? noRows, scopeKey(list));
  // What it reports outlives the choice.
  const hasBulk = useEver(choice.rows.length > 0);
  const freshKeys = useFreshRows({ rows, question, expectsNew: list.page === 1 });
  const goTo = usePageCursors(list, objects.nextCursor, state.setList);
  const isEmpty = rows?.length === 0 && !isStale;
  if (error !== undefined) return <ListError words={words} error={error} onRetry={retry} />;
  if (rows === undefined) return <ListSkeletonRows words={words} columns={columns} />;
  return (
    <>
      {isEmpty ? (
        <ListEmpty state={state} words={words} searched={searched} onNew={onNew} />
      ) : (
        <div className="@container min-h-0 flex-1 overflow-y-auto overscroll-contain">
          <ObjectTable<Row>
            caption={capitalized(words.plural)}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.id}
            rowName={(row) => row.name}
            rowHref={(row) => state.hrefOf(row.id)}
            onOpen={(row) => state.open(row.id)}
            selectedKey={list.open}
            freshKeys={freshKeys}
            // What a search finds comes in the order of the search.
            sort={list.search === "" ? list.sort : ""}
            {...(list.search === "" ? { onSort: (sort) => state.change({ sort: asSort(sort) }) } : {})}
            isStale={isStale}
            choice={mayChange ? choice : undefined}
          />
        </div>
      )}
      {hasBulk ? (
        <BulkBar
          onMissing={choice.clear}
          props={{
            type: props.type,
            rows: choice.rows,
            onClear: choice.clear,
            onLeft: (left) => choice.keep(left.map(({ id }) => id)),
            onStart: () => setHeld({ rows, question }),
            onEnd: () => setHeld(undefined),
          }}
        />
      ) : null}
      {isEmpty ? null : (
        <Pager
          page={list.page}
          size={list.size}
          shown={rows.length}
          total={objects.total}
          hasMore={objects.hasMore}
          sizes={pageSizes}
          onPage={goTo}
          onSize={(size) => state.change({ size: asSize(size) })}
        />
      )}
    </>
  );
}

const noRows: readonly never[] = [];

function asSort(value: string): (typeof sorts)[number] {
  return sorts.find((known) => known === value) ?? defaultList.sort;
}

function asSize(value: number): number {
  return pageSizes.find((known) => known === value) ?? defaultList.size;
}
