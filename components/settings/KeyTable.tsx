"use client";

import { Ban, RefreshCw } from "lucide-react";
import type { ReactNode } from "react";
import { DateText } from "../object/DateText";
import { type PlainColumn, PlainTable } from "../object/PlainTable";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import type { KeyDialogTarget } from "./KeyDialogs";
import type { ApiKey } from "./keyStates";

const SCOPES_SHOWN = 2;

interface KeyTableProps {
  caption: string;
  keys: readonly ApiKey[];
  onDialog?: ((target: KeyDialogTarget) => void) | undefined;
}

export function KeyTable({ caption, keys, onDialog }: KeyTableProps) {
  const columns =
    onDialog === undefined ? [...reading, ends("w-66")] : [...reading, ends("w-44"), actions(onDialog)];
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

const reading: readonly PlainColumn<ApiKey>[] = [
  {
    key: "name",
    title: "Key",
    className: "w-auto",
    cell: (key) => (
      <>
        <span dir="auto" className="block truncate text-left font-medium text-ink">
          {key.name}
        </span>
        <span className="block truncate font-mono text-xs text-ink-faint">{key.prefix}…</span>
        <span className="block text-xs text-ink-faint @lg:hidden">
          <KeyLife {...key} />
        </span>
      </>
    ),
  },
  {
    key: "scopes",
    title: "Scopes",
    className: "hidden w-[30%] @2xl:table-cell",
    cell: ({ scopes }) => <Scopes scopes={scopes} />,
  },
  {
    key: "lastUsedAt",
    title: "Last used",
    className: "hidden w-44 @3xl:table-cell",
    cell: ({ lastUsedAt }) =>
      lastUsedAt === null ? <Faint>Never</Faint> : <DateText atMs={lastUsedAt} withTime />,
  },
];

/** As wide as it takes to keep the columns of both tables below each other. */
function ends(width: string): PlainColumn<ApiKey> {
  return {
    key: "expiresAt",
    title: "Ends",
    className: `hidden first-letter:uppercase @lg:table-cell ${width}`,
    cell: (key) => <KeyEnd {...key} />,
  };
}

function actions(onDialog: (target: KeyDialogTarget) => void): PlainColumn<ApiKey> {
  return {
    key: "actions",
    title: "Actions",
    isTitleHidden: true,
    className: "w-22 text-right",
    cell: (key) => (
      <span className="inline-flex gap-0.5">
        <RowButton label={`Rotate ${key.name}`} onClick={() => onDialog({ kind: "rotate", key })}>
          <RefreshCw aria-hidden />
        </RowButton>
        <RowButton label={`Revoke ${key.name}`} onClick={() => onDialog({ kind: "revoke", key })}>
          <Ban aria-hidden />
        </RowButton>
      </span>
    ),
  };
}

function RowButton({
  label,
  onClick,
  children,
}: {
  label: string;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <Button kind="quiet" size="icon" aria-label={label} title={label} onClick={onClick}>
      {children}
    </Button>
  );
}

function KeyEnd({ revokedAt, expiresAt }: Pick<ApiKey, "revokedAt" | "expiresAt">) {
  if (revokedAt !== null) {
    return (
      <>
        revoked <DateText atMs={revokedAt} />
      </>
    );
  }
  return expiresAt === null ? <Faint>Never</Faint> : <DateText atMs={expiresAt} withTime />;
}

/** In one line, where there is no room for columns. */
function KeyLife({ lastUsedAt, revokedAt, expiresAt }: ApiKey) {
  return (
    <>
      {lastUsedAt === null ? (
        "Never used"
      ) : (
        <>
          Used <DateText atMs={lastUsedAt} />
        </>
      )}
      {revokedAt === null && expiresAt === null ? null : (
        <>
          {", "}
          {revokedAt === null ? "ends" : null} <KeyEnd revokedAt={revokedAt} expiresAt={expiresAt} />
        </>
      )}
    </>
  );
}

/** All of them are in the tooltip and for screen readers. */
function Scopes({ scopes }: { scopes: readonly string[] }) {
  const rest = scopes.length - SCOPES_SHOWN;
  return (
    <span title={scopes.join(", ")} className="flex min-w-0 flex-wrap gap-1">
      {scopes.slice(0, SCOPES_SHOWN).map((scope) => (
        <Badge key={scope}>{scope === "*" ? "everything" : scope}</Badge>
      ))}
      {rest > 0 ? (
        <span className="self-center text-xs text-ink-faint">
          +{rest}
          <span className="sr-only"> {scopes.slice(SCOPES_SHOWN).join(", ")}</span>
        </span>
      ) : null}
    </span>
  );
}

function Faint({ children }: { children: ReactNode }) {
  return <span className="text-ink-faint">{children}</span>;
}
