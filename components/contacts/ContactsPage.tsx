"use client";

import { Plus } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import type { Contact } from "@/lib/contacts/object";
import { useUrlState } from "../live/useUrlState";
import { useMay } from "../session/useMay";
import { ObjectTable } from "../object/ObjectTable";
import type { ObjectWords } from "../object/objectWords";
import { Pager } from "../object/Pager";
import { useFreshRows } from "../object/useFreshRows";
import { Button } from "../ui/Button";
import { classNames } from "../ui/classNames";
import { contactColumns } from "./contactColumns";
import { ContactDialog, type ContactDialogTarget } from "./ContactDialog";
import {
  ask,
  type ContactList,
  pageSizes,
  parseContactList,
  printContactList,
  type Sort,
  sorts,
} from "./contactList";
import { ContactsEmpty, ContactsError } from "./ContactsEmpty";
import { ContactsHeader, ContactsSkeletonRows } from "./ContactsFrame";
import { ContactSheet } from "./ContactSheet";
import { ContactsToolbar } from "./ContactsToolbar";
import { useContactActions } from "./useContactActions";
import { type Contacts, useContacts } from "./useContacts";
import { usePageCursors } from "./usePageCursors";

export function ContactsPage({ words }: { words: ObjectWords }) {
  const parse = useCallback((parameters: URLSearchParams) => parseContactList(parameters, words), [words]);
  const [list, setList] = useUrlState(parse, printContactList);
  const contacts = useContacts(list);
  const [dialog, setDialog] = useState<ContactDialogTarget>();
  const actions = useContactActions();
  // Opening is a step that the back button undoes; leafing through contacts is not.
  const open = (id: string | undefined) =>
    setList({ ...list, open: id }, list.open === undefined ? "push" : "replace");
  const mayAdd = useMay("contacts:write");
  const addNew = mayAdd ? () => setDialog({ kind: "new" }) : undefined;
  return (
    <main
      id="content"
      tabIndex={-1}
      // The sheet of an open contact stands beside the list where there is room for both.
      className={classNames(
        "flex min-h-0 flex-1 flex-col outline-none",
        list.open !== undefined && "xl:pr-(--sheet-width)",
      )}
    >
      <ContactsHeader total={contacts.total}>
        {addNew === undefined ? null : (
          <Button kind="primary" onClick={addNew}>
            <Plus aria-hidden />
            New contact
          </Button>
        )}
      </ContactsHeader>
      <ContactsToolbar
        list={list}
        words={words}
        onChange={(change, how) => setList(ask(list, change), how)}
      />
      <Rows list={list} words={words} contacts={contacts} setList={setList} onOpen={open} onNew={addNew} />
      <ContactSheet
        openId={list.open}
        words={words}
        rows={contacts.rows ?? []}
        onOpen={open}
        onEdit={(contact) => setDialog({ kind: "edit", contact })}
        actions={actions}
      />
      <ContactDialog
        target={dialog}
        words={words}
        onClose={() => setDialog(undefined)}
        onSaved={(contact) => open(contact.id)}
      />
    </main>
  );
}

interface RowsProps {
  list: ContactList;
  words: ObjectWords;
  contacts: Contacts;
  setList: (list: ContactList) => void;
  onOpen: (id: string) => void;
  /** Undefined for people who may only read. */
  onNew: (() => void) | undefined;
}

function Rows({ list, words, contacts, setList, onOpen, onNew }: RowsProps) {
  const { rows, question, isStale, error, retry } = contacts;
  const columns = useMemo(() => contactColumns(words), [words]);
  const goTo = usePageCursors(list, contacts, setList);
  const freshKeys = useFreshRows({ rows, question, expectsNew: list.page === 1 });
  if (error !== undefined) return <ContactsError error={error} onRetry={retry} />;
  if (rows === undefined) return <ContactsSkeletonRows words={words} />;
  if (rows.length === 0 && !isStale) return <ContactsEmpty list={list} onChange={setList} onNew={onNew} />;
  return (
    <>
      <div className="@container min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <ObjectTable<Contact>
          caption="Contacts"
          columns={columns}
          rows={rows}
          rowKey={(contact) => contact.id}
          rowHref={(contact) => `?${printContactList({ ...list, open: contact.id }).toString()}`}
          onOpen={(contact) => onOpen(contact.id)}
          selectedKey={list.open}
          freshKeys={freshKeys}
          // What a search finds comes in the order of the search.
          sort={list.search === "" ? list.sort : ""}
          {...(list.search === "" ? { onSort: (sort) => setList(ask(list, { sort: asSort(sort) })) } : {})}
          isStale={isStale}
        />
      </div>
      <Pager
        page={list.page}
        size={list.size}
        shown={rows.length}
        total={contacts.total}
        hasMore={contacts.hasMore}
        sizes={pageSizes}
        onPage={goTo}
        onSize={(size) => setList(ask(list, { size: size }))}
      />
    </>
  );
}

function asSort(value: string): Sort {
  return sorts.find((known) => known === value) ?? "-createdAt";
}
