"use client";

import type { Contact } from "@/lib/contacts/object";
import { ObjectSheet } from "../object/detail/ObjectSheet";
import type { ListState } from "../object/list/useListState";
import type { ObjectWords } from "../object/objectWords";
import { useMay } from "../session/useMay";
import { ContactDetails } from "./ContactDetails";
import { useContactActions } from "./useContactActions";
import { useContact } from "./useContacts";

interface ContactSheetProps {
  words: ObjectWords;
  state: ListState;
  rows: readonly Contact[];
  onEdit: (contact: Contact) => void;
}

export function ContactSheet({ words, state, rows, onEdit }: ContactSheetProps) {
  const { contact, error } = useContact(state.list.open);
  const mayChange = useMay("contacts:write");
  const { archive, restore, saveNotes } = useContactActions();
  return (
    <ObjectSheet
      words={words}
      state={state}
      rows={rows}
      loaded={contact}
      error={error}
      actions={mayChange ? { edit: onEdit, archive, restore } : undefined}
    >
      {(open) => (
        <ContactDetails contact={open} words={words} onSaveNotes={mayChange ? saveNotes(open) : undefined} />
      )}
    </ObjectSheet>
  );
}
