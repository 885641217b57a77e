"use client";

import { useTranslations } from "use-intl/react";
import type { Contact } from "@/lib/contacts/object";
import { ObjectListPage } from "../object/list/ObjectListPage";
import { useDialogTarget } from "../object/list/useDialogTarget";
import { useListShape } from "../object/list/useListShape";
import { useListState } from "../object/list/useListState";
import { valuesIn } from "../object/list/valuesIn";
import type { ObjectWords } from "../object/objectWords";
import { ContactDialog } from "./ContactDialog";
import { contactShape, useContactColumns } from "./contactListing";
import { ContactSheet } from "./ContactSheet";
import { useContacts } from "./useContacts";

export function ContactsPage({ words }: { words: ObjectWords }) {
  const t = useTranslations("contacts");
  const state = useListState(useListShape(words, contactShape));
  const contacts = useContacts(state.list);
  const rows = contacts.rows ?? [];
  const dialog = useDialogTarget<Contact>(state);
  return (
    <ObjectListPage
      words={words}
      state={state}
      type="crm_contact"
      objects={contacts}
      columns={useContactColumns(words)}
      filters={[
        { name: "tag", title: t("tag"), suggestions: valuesIn(rows, ({ tags }) => tags) },
        {
          name: "source",
          title: words.titles.source ?? "",
          suggestions: valuesIn(rows, ({ source }) => [source]),
        },
      ]}
      searched={t("searched")}
      permission="contacts:write"
    >
      <ContactSheet words={words} state={state} rows={rows} onEdit={dialog.edit} />
      <ContactDialog
        target={dialog.target}
        words={words}
        onClose={dialog.close}
        onSaved={(contact) => state.open(contact.id)}
      />
    </ObjectListPage>
  );
}
