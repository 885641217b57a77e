"use client";

import type { CrmOrganization } from "@/lib/crmOrganizations/object";
import { typeDialog } from "../object/form/typeDialog";

/** Creates or edits a CRM organization. */
export const CrmOrganizationDialog = typeDialog<CrmOrganization>(
  async () => (await import("./OpenCrmOrganizationDialog")).OpenCrmOrganizationDialog,
);
