"use client";

import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { type ReactNode, useDeferredValue, useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { ModalElement } from "../ui/ModalElement";
import { Spinner } from "../ui/Spinner";
import { type PaletteCommand, usePaletteCommands } from "./usePaletteCommands";
import { type FoundGroup, useFound } from "./useFound";

interface CommandPaletteProps {
  onClose: () => void;
  onHelp: () => void;
}

/** Finds everything by its name, and does what otherwise takes a way through the pages. */
export function CommandPalette({ onClose, onHelp }: CommandPaletteProps) {
  const t = useTranslations("palette");
  const titleId = useId();
  const [term, setTerm] = useState("");
  const found = useFound(useDeferredValue(term));
  const commands = usePaletteCommands({ term, onHelp });
  const isNothing = found.groups.length === 0 && commands.pages.length + commands.actions.length === 0;
  const run = (command: () => void) => () => {
    onClose();
    command();
  };
  return (
    <ModalElement
      onClose={onClose}
      labelledBy={titleId}
      className="inset-x-0 top-3 mx-auto w-[min(36rem,calc(100vw-1.5rem))] max-w-none animate-rise overflow-hidden rounded-xl border border-line shadow-modal sm:top-[12vh]"
    >
      <h2 id={titleId} className="sr-only">
        {t("title")}
      </h2>
      <Command label={t("title")} shouldFilter={false} loop>
        <div className="flex items-center gap-2 border-b border-line px-4">
          <Command.Input
            value={term}
            onValueChange={setTerm}
            placeholder={t("placeholder")}
            className="h-12 min-w-0 flex-1 bg-transparent text-base outline-none max-sm:text-lg"
          />
          {found.isSearching ? <Spinner /> : null}
        </div>
        {isNothing ? <Nothing term={term} {...found} /> : null}
        <Command.List
          // A list without options is none to those who hear it.
          hidden={isNothing}
          label={t("title")}
          className="max-h-[min(26rem,calc(100dvh-6rem))] overflow-y-auto overscroll-contain p-1.5"
        >
          {found.groups.map((group) => (
            <FoundResults key={group.type} group={group} run={run} />
          ))}
          <Commands title={t("groups.pages")} commands={commands.pages} run={run} />
          <Commands title={t("groups.actions")} commands={commands.actions} run={run} />
        </Command.List>
      </Command>
    </ModalElement>
  );
}

type Run = (command: () => void) => () => void;

function Nothing({ term, isSearching, isFailed }: { term: string; isSearching: boolean; isFailed: boolean }) {
  const t = useTranslations("palette");
  const text = isFailed ? t("failed") : isSearching ? t("searching") : t("nothing", { term });
  return (
    <p role="status" className="px-3 py-8 text-center text-sm break-words text-ink-soft">
      {text}
    </p>
  );
}

function FoundResults({ group: { type, results }, run }: { group: FoundGroup; run: Run }) {
  const t = useTranslations("palette");
  const router = useRouter();
  return (
    <Group title={t(`groups.${type}`)}>
      {results.map(({ id, name, detail, href }) => (
        <Item key={id} value={id} onSelect={run(() => router.push(href))}>
          <span dir="auto" className="truncate">
            {name}
          </span>
          <span className="ml-auto truncate pl-4 text-xs text-ink-faint">{detail}</span>
        </Item>
      ))}
    </Group>
  );
}

function Commands({
  title,
  commands,
  run,
}: {
  title: string;
  commands: readonly PaletteCommand[];
  run: Run;
}) {
  if (commands.length === 0) return null;
  return (
    <Group title={title}>
      {commands.map(({ id, label, Icon, perform }) => (
        <Item key={id} value={id} onSelect={run(perform)}>
          <Icon aria-hidden className="size-4 shrink-0 text-ink-faint" />
          <span className="truncate">{label}</span>
        </Item>
      ))}
    </Group>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={title}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-ink-faint"
    >
      {children}
    </Command.Group>
  );
}

interface ItemProps {
  value: string;
  onSelect: () => void;
  children: ReactNode;
}

function Item({ value, onSelect, children }: ItemProps) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5 text-sm data-[selected=true]:bg-selected max-sm:h-11"
    >
      {children}
    </Command.Item>
  );
}
