"use client";

import { useTranslations } from "use-intl/react";
import type { Contact } from "@/lib/contacts/object";
import { onDemand } from "../live/onDemand";
import { useEver } from "../live/useEver";
import { ObjectListPage } from "../object/list/ObjectListPage";
import { useDialogTarget } from "../object/list/useDialogTarget";
import { useListShape } from "../object/list/useListShape";
import { useListState } from "../object/list/useListState";
import { valuesIn } from "../object/list/valuesIn";
import type { ObjectWords } from "../object/objectWords";
import { ContactDialog } from "./ContactDialog";
import { contactShape, useContactColumns } from "./contactListing";
import { useContacts } from "./useContacts";

const ContactSheet = onDemand(async () => (await import("./ContactSheet")).ContactSheet);

export function ContactsPage({ words }: { words: ObjectWords }) {
  const t = useTranslations("contacts");
  const state = useListState(useListShape(words, contactShape));
  const contacts = useContacts(state.list);
  const rows = contacts.rows ?? [];
  // A sheet that closes has to lead the focus back, so it stays.
  const hasSheet = useEver(state.list.open !== undefined);
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
      {hasSheet ? (
        <ContactSheet
          onMissing={() => state.open(undefined)}
          props={{ words, state, rows, onEdit: dialog.edit }}
        />
      ) : null}
      <ContactDialog
        target={dialog.target}
        words={words}
        onClose={dialog.close}
        onSaved={(contact) => state.open(contact.id)}
      />
    </ObjectListPage>
  );
}
