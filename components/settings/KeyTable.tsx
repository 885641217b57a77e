"use client";

import { Ban, RefreshCw } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { RelativeTime } from "../object/RelativeTime";
import { DateText } from "../object/DateText";
import { type PlainColumn, PlainTable } from "../object/PlainTable";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import type { KeyDialogTarget } from "./KeyDialogs";
import type { ApiKey } from "./keyStates";
import { useScopeWords } from "./ScopeChoice";

const SCOPES_SHOWN = 2;

interface KeyTableProps {
  caption: string;
  keys: readonly ApiKey[];
  onDialog?: ((target: KeyDialogTarget) => void) | undefined;
}

export function KeyTable({ caption, keys, onDialog }: KeyTableProps) {
  const t = useTranslations("keys");
  const columns: readonly PlainColumn<ApiKey>[] = [
    { key: "name", title: t("key"), className: "w-auto", cell: (key) => <NameCell {...key} /> },
    {
      key: "scopes",
      title: t("scopesTitle"),
      className: "hidden w-[30%] @2xl:table-cell",
      cell: ({ scopes }) => <Scopes scopes={scopes} />,
    },
    {
      key: "lastUsedAt",
      title: t("lastUsed"),
      className: "hidden w-36 @3xl:table-cell",
      cell: ({ lastUsedAt }) =>
        lastUsedAt === null ? <Faint>{t("never")}</Faint> : <RelativeTime atMs={lastUsedAt} />,
    },
    {
      key: "expiresAt",
      title: t("ends"),
      // As wide as it takes to keep the columns of both tables below each other.
      className: `hidden first-letter:uppercase @lg:table-cell ${onDialog === undefined ? "w-66" : "w-44"}`,
      cell: (key) => <KeyEnd {...key} />,
    },
    ...(onDialog === undefined
      ? []
      : [
          {
            ...{ key: "actions", title: t("actions"), isTitleHidden: true, className: "w-22 text-right" },
            cell: (key: ApiKey) => <Actions apiKey={key} onDialog={onDialog} />,
          },
        ]),
  ];
  return (
    <PlainTable
      caption={caption}
      columns={columns}
      rows={keys}
      rowKey={({ keyId }) => keyId}
      isFaded={() => onDialog === undefined}
    />
  );
}

function NameCell(key: ApiKey) {
  const t = useTranslations("keys");
  const { prefix, createdByName } = key;
  return (
    <>
      <span dir="auto" className="block truncate text-left font-medium text-ink">
        {key.name}
      </span>
      <span className="block truncate text-xs text-ink-faint">
        <span className="font-mono">{prefix}…</span>{" "}
        {createdByName === null ? t("byOperator") : t("madeBy", { name: createdByName })}
      </span>
      <span className="block text-xs text-ink-faint @lg:hidden">
        <KeyLife {...key} />
      </span>
    </>
  );
}

interface ActionsProps {
  apiKey: ApiKey;
  onDialog: (target: KeyDialogTarget) => void;
}

function Actions({ apiKey: key, onDialog }: ActionsProps) {
  const t = useTranslations("keys");
  const { name } = key;
  return (
    <span className="inline-flex gap-0.5">
      <RowButton label={t("rotate", { name })} onClick={() => onDialog({ kind: "rotate", key })}>
        <RefreshCw aria-hidden />
      </RowButton>
      <RowButton label={t("revoke", { name })} onClick={() => onDialog({ kind: "revoke", key })}>
        <Ban aria-hidden />
      </RowButton>
    </span>
  );
}

interface RowButtonProps {
  label: string;
  onClick: () => void;
  children: ReactNode;
}

function RowButton({ label, onClick, children }: RowButtonProps) {
  return (
    <Button kind="quiet" size="icon" aria-label={label} title={label} onClick={onClick}>
      {children}
    </Button>
  );
}

function KeyEnd({ revokedAt, expiresAt }: Pick<ApiKey, "revokedAt" | "expiresAt">) {
  const t = useTranslations("keys");
  if (revokedAt !== null) return t.rich("revokedAt", { date: () => <DateText atMs={revokedAt} /> });
  return expiresAt === null ? <Faint>{t("never")}</Faint> : <DateText atMs={expiresAt} withTime />;
}

/** In one line, where there is no room for columns. */
function KeyLife({ lastUsedAt, revokedAt, expiresAt }: ApiKey) {
  const t = useTranslations("keys");
  const end =
    revokedAt === null && expiresAt !== null
      ? t.rich("endsAt", { date: () => <DateText atMs={expiresAt} withTime /> })
      : revokedAt === null
        ? null
        : t.rich("revokedAt", { date: () => <DateText atMs={revokedAt} /> });
  return (
    <>
      {lastUsedAt === null
        ? t("neverUsed")
        : t.rich("used", { date: () => <RelativeTime atMs={lastUsedAt} /> })}
      {end === null ? null : <>, {end}</>}
    </>
  );
}

/** The rest of them is in the tooltip and for screen readers. */
function Scopes({ scopes }: { scopes: readonly string[] }) {
  const wordsOf = useScopeWords();
  const words = scopes.map(wordsOf);
  const rest = words.length - SCOPES_SHOWN;
  return (
    <span title={scopes.join(", ")} className="flex min-w-0 flex-wrap gap-1">
      {words.slice(0, SCOPES_SHOWN).map((word) => (
        <Badge key={word}>{word}</Badge>
      ))}
      {rest > 0 ? (
        <span className="self-center text-xs text-ink-faint">
          +{rest}
          <span className="sr-only"> {words.slice(SCOPES_SHOWN).join(", ")}</span>
        </span>
      ) : null}
    </span>
  );
}

function Faint({ children }: { children: ReactNode }) {
  return <span className="text-ink-faint">{children}</span>;
}
