"use client";

import { useTranslations } from "use-intl/react";
import type { CrmOrganization } from "@/lib/crmOrganizations/object";
import { onDemand } from "../live/onDemand";
import { useEver } from "../live/useEver";
import { ObjectListPage } from "../object/list/ObjectListPage";
import { useDialogTarget } from "../object/list/useDialogTarget";
import { useListShape } from "../object/list/useListShape";
import { useListState } from "../object/list/useListState";
import { valuesIn } from "../object/list/valuesIn";
import type { ObjectWords } from "../object/objectWords";
import { CrmOrganizationDialog } from "./CrmOrganizationDialog";
import { crmOrganizationShape, useCrmOrganizationColumns } from "./crmOrganizationListing";
import { useCrmOrganizations } from "./useCrmOrganizations";

const CrmOrganizationSheet = onDemand(
  async () => (await import("./CrmOrganizationSheet")).CrmOrganizationSheet,
);

export function CrmOrganizationsPage({ words }: { words: ObjectWords }) {
  const t = useTranslations("crmOrganizations");
  const state = useListState(useListShape(words, crmOrganizationShape));
  const organizations = useCrmOrganizations(state.list);
  const rows = organizations.rows ?? [];
  // A sheet that closes has to lead the focus back, so it stays.
  const hasSheet = useEver(state.list.open !== undefined);
  const dialog = useDialogTarget<CrmOrganization>(state);
  const industries = valuesIn(rows, ({ industry }) => (industry === null ? [] : [industry]));
  return (
    <ObjectListPage
      words={words}
      state={state}
      type="crm_organization"
      objects={organizations}
      columns={useCrmOrganizationColumns(words)}
      filters={[{ name: "industry", title: words.titles.industry ?? "", suggestions: industries }]}
      searched={t("searched")}
      permission="contacts:write"
    >
      {hasSheet ? (
        <CrmOrganizationSheet
          onMissing={() => state.open(undefined)}
          props={{ words, state, rows, onEdit: dialog.edit }}
        />
      ) : null}
      <CrmOrganizationDialog
        target={dialog.target}
        words={words}
        onClose={dialog.close}
        onSaved={(organization) => state.open(organization.id)}
      />
    </ObjectListPage>
  );
}
