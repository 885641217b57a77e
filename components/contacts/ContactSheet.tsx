"use client";

import { Archive, ArchiveRestore, ChevronDown, ChevronUp, Pencil, X } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useState } from "react";
import { useMediaQuery } from "../live/useMediaQuery";
import { findRowLink } from "../object/ObjectTable";
import type { ObjectWords } from "../object/objectWords";
import { useMay } from "../session/useMay";
import { Avatar } from "../ui/Avatar";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { Sheet, SheetClose } from "../ui/Sheet";
import { Skeleton } from "../ui/Skeleton";
import { ContactDetails } from "./ContactDetails";
import { StatusMark, SubtypeBadge } from "./ContactMarks";
import type { ContactActions } from "./useContactActions";
import type { Contact } from "@/lib/contacts/object";
import { useContact } from "./useContacts";

interface ContactSheetProps {
  openId: string | undefined;
  words: ObjectWords;
  /** The rows beside the sheet, in their order; the arrow keys move through them. */
  rows: readonly Contact[];
  onOpen: (id: string | undefined) => void;
  onEdit: (contact: Contact) => void;
  actions: ContactActions;
}

export function ContactSheet({ openId, words, rows, onOpen, onEdit, actions }: ContactSheetProps) {
  const hasRoom = useMediaQuery("(min-width: 64rem)");
  const { contact: loaded, error } = useContact(openId);
  // The row is already here, so the sheet opens full; what it lacks follows.
  const contact = loaded ?? rows.find(({ id }) => id === openId);
  const position = rows.findIndex(({ id }) => id === openId);
  const previous = rows[position - 1]?.id;
  const next = position < 0 ? undefined : rows[position + 1]?.id;
  const [last, setLast] = useState(openId);
  if (openId !== undefined && openId !== last) setLast(openId);
  useEffect(() => {
    if (openId !== undefined) findRowLink(openId)?.closest("tr")?.scrollIntoView({ block: "nearest" });
  }, [openId]);
  const turn = (event: KeyboardEvent) => {
    const target = event.key === "ArrowDown" ? next : event.key === "ArrowUp" ? previous : undefined;
    if (target === undefined || event.altKey || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    onOpen(target);
  };
  return (
    <Sheet
      open={openId !== undefined}
      onOpenChange={(isOpen) => (isOpen ? undefined : onOpen(undefined))}
      modal={!hasRoom}
      title={contact?.name ?? "Contact"}
      onKeyDown={turn}
      returnFocus={() => (last === undefined ? null : findRowLink(last))}
    >
      <SheetBar>
        <TurnButton label="Previous contact" target={previous} onOpen={onOpen}>
          <ChevronUp aria-hidden />
        </TurnButton>
        <TurnButton label="Next contact" target={next} onOpen={onOpen}>
          <ChevronDown aria-hidden />
        </TurnButton>
        <span className="flex-1" />
        {contact === undefined ? null : (
          <ContactButtons contact={contact} onEdit={onEdit} actions={actions} />
        )}
      </SheetBar>
      {contact === undefined ? <Missing error={error} /> : <Body contact={contact} words={words} />}
    </Sheet>
  );
}

function SheetBar({ children }: { children: ReactNode }) {
  return (
    <div className="flex h-13 shrink-0 items-center gap-1 border-b px-3">
      {children}
      <SheetClose asChild>
        <Button kind="quiet" size="icon" aria-label="Close">
          <X aria-hidden />
        </Button>
      </SheetClose>
    </div>
  );
}

interface TurnButtonProps {
  label: string;
  target: string | undefined;
  onOpen: (id: string) => void;
  children: ReactNode;
}

function TurnButton({ label, target, onOpen, children }: TurnButtonProps) {
  return (
    <Button
      kind="quiet"
      size="icon"
      aria-label={label}
      disabled={target === undefined}
      onClick={() => (target === undefined ? undefined : onOpen(target))}
    >
      {children}
    </Button>
  );
}

function ContactButtons({
  contact,
  onEdit,
  actions,
}: { contact: Contact } & Pick<ContactSheetProps, "onEdit" | "actions">) {
  const mayChange = useMay("contacts:write");
  const isArchived = contact.archivedAt !== null;
  if (!mayChange) return null;
  const Icon = isArchived ? ArchiveRestore : Archive;
  return (
    <>
      <Button kind="quiet" onClick={() => onEdit(contact)}>
        <Pencil aria-hidden />
        Edit
      </Button>
      <Button kind="quiet" onClick={() => (isArchived ? actions.restore(contact) : actions.archive(contact))}>
        <Icon aria-hidden />
        {isArchived ? "Restore" : "Archive"}
      </Button>
    </>
  );
}

function Body({ contact, words }: { contact: Contact; words: ObjectWords }) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
      <div className="flex items-center gap-4 px-5 pb-5 pt-6">
        <Avatar name={contact.name} size="lg" />
        <div className="min-w-0">
          <h2 dir="auto" className="truncate text-left text-xl font-semibold tracking-tight">
            {contact.name}
          </h2>
          <p className="truncate text-base text-ink-soft">
            {[contact.jobTitle, contact.company].filter((part) => part !== null).join(", ")}
          </p>
        </div>
      </div>
      <div className="flex items-center gap-3 border-b px-5 pb-5 text-sm">
        <SubtypeBadge subtype={contact.subtype} />
        <StatusMark {...contact} />
      </div>
      <ContactDetails contact={contact} words={words} />
    </div>
  );
}

function Missing({ error }: { error: Error | undefined }) {
  if (error === undefined) {
    return (
      <div className="flex flex-col gap-4 p-6">
        <Skeleton className="h-6 w-1/2" />
        <Skeleton className="h-3 w-3/4" />
        <Skeleton className="h-3 w-2/3" />
      </div>
    );
  }
  return (
    <EmptyState icon={<X aria-hidden />} title="This contact is not here">
      It does not exist in this organization.
    </EmptyState>
  );
}
