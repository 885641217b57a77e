"use client";

import type { CrmOrganization } from "@/lib/crmOrganizations/object";
import { ObjectSheet } from "../object/detail/ObjectSheet";
import type { ListState } from "../object/list/useListState";
import type { ObjectWords } from "../object/objectWords";
import { useMay } from "../session/useMay";
import { CrmOrganizationDetails } from "./CrmOrganizationDetails";
import { useCrmOrganizationActions } from "./useCrmOrganizationActions";
import { useCrmOrganization } from "./useCrmOrganizations";

interface CrmOrganizationSheetProps {
  words: ObjectWords;
  state: ListState;
  rows: readonly CrmOrganization[];
  onEdit: (organization: CrmOrganization) => void;
}

export function CrmOrganizationSheet({ words, state, rows, onEdit }: CrmOrganizationSheetProps) {
  const { organization, error } = useCrmOrganization(state.list.open);
  const mayChange = useMay("contacts:write");
  const { archive, restore, saveNotes } = useCrmOrganizationActions();
  return (
    <ObjectSheet
      words={words}
      state={state}
      rows={rows}
      loaded={organization}
      error={error}
      actions={mayChange ? { edit: onEdit, archive, restore } : undefined}
    >
      {(open) => (
        <CrmOrganizationDetails
          organization={open}
          words={words}
          onSaveNotes={mayChange ? saveNotes(open) : undefined}
        />
      )}
    </ObjectSheet>
  );
}
