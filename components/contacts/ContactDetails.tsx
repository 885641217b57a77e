"use client";

import type { Contact } from "@/lib/contacts/object";
import { CompanyLink } from "../crmOrganizations/CompanyLink";
import { FactEntries } from "../object/detail/FactEntries";
import { CustomFieldEntries, FieldEntries } from "../object/detail/FieldEntries";
import { HistoryPart } from "../object/detail/HistoryPart";
import { type NotesPartProps, NotesPart } from "../object/detail/NotesPart";
import { Entries, Entry, SheetHead } from "../object/detail/parts";
import { TagEditor } from "../object/detail/TagEditor";
import { useTagChange } from "../object/detail/useTagChange";
import { StatusMark, SubtypeBadge } from "../object/ObjectMarks";
import type { ObjectWords } from "../object/objectWords";
import { contactTones } from "./contactListing";
import { EventRegistrations } from "./EventRegistrations";

/** Shown in another way: the names are the heading, the others have parts of their own. */
const special = ["firstName", "lastName", "tags", "notes", "customFields", "eventRegistrations"];

interface ContactDetailsProps {
  contact: Contact;
  words: ObjectWords;
  /** Undefined for people who may only read. */
  onSaveNotes: NotesPartProps["onSave"];
}

export function ContactDetails({ contact, words, onSaveNotes }: ContactDetailsProps) {
  const changeTags = useTagChange("crm_contact", contact.id);
  return (
    <>
      <SheetHead
        name={contact.name}
        about={[contact.jobTitle, contact.company].filter((part) => part !== null).join(", ")}
        marks={
          <>
            <SubtypeBadge words={words} subtype={contact.subtype} tones={contactTones} />
            <StatusMark words={words} {...contact} />
          </>
        }
      />
      <Entries>
        <FieldEntries
          words={words}
          object={contact}
          except={special}
          rare={["sourceRef", "crmOrganizationId"]}
          reference={(_to, id) => <CompanyLink id={id} />}
        />
        <Entry title={words.titles.tags}>
          <TagEditor
            tags={contact.tags}
            hrefOf={(tag) => `?${new URLSearchParams({ tag }).toString()}`}
            onChange={onSaveNotes === undefined ? undefined : changeTags}
          />
        </Entry>
        <CustomFieldEntries fields={contact.customFields} />
      </Entries>
      <NotesPart
        title={words.titles.notes ?? ""}
        notes={contact.notes}
        version={contact.version}
        onSave={onSaveNotes}
      />
      <EventRegistrations title={words.titles.eventRegistrations ?? ""} events={contact.eventRegistrations} />
      <HistoryPart objectId={contact.id} words={words} />
      <FactEntries {...contact} />
    </>
  );
}
