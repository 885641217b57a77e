"use client";

import type { CrmOrganization } from "@/lib/crmOrganizations/object";
import { FactEntries } from "../object/detail/FactEntries";
import { CustomFieldEntries, FieldEntries } from "../object/detail/FieldEntries";
import { HistoryPart } from "../object/detail/HistoryPart";
import { NotesPart, type NotesPartProps } from "../object/detail/NotesPart";
import { Entries, Entry, SheetHead } from "../object/detail/parts";
import { TagEditor } from "../object/detail/TagEditor";
import { useTagChange } from "../object/detail/useTagChange";
import { StatusMark } from "../object/ObjectMarks";
import type { ObjectWords } from "../object/objectWords";
import { OrganizationContacts } from "./OrganizationContacts";

/** Shown in parts of their own. */
const special = ["tags", "notes", "customFields"];

interface CrmOrganizationDetailsProps {
  organization: CrmOrganization;
  words: ObjectWords;
  /** Undefined for people who may only read. */
  onSaveNotes: NotesPartProps["onSave"];
}

export function CrmOrganizationDetails({ organization, words, onSaveNotes }: CrmOrganizationDetailsProps) {
  const changeTags = useTagChange("crm_organization", organization.id);
  return (
    <>
      <SheetHead
        name={organization.name}
        about={organization.industry}
        marks={<StatusMark words={words} {...organization} />}
      />
      <Entries>
        <FieldEntries words={words} object={organization} except={special} />
        <Entry title={words.titles.tags}>
          <TagEditor tags={organization.tags} onChange={onSaveNotes === undefined ? undefined : changeTags} />
        </Entry>
        <CustomFieldEntries fields={organization.customFields} />
      </Entries>
      <OrganizationContacts crmOrgId={organization.id} />
      <NotesPart
        title={words.titles.notes ?? ""}
        notes={organization.notes}
        version={organization.version}
        onSave={onSaveNotes}
      />
      <HistoryPart objectId={organization.id} words={words} />
      <FactEntries {...organization} />
    </>
  );
}
