"use client";

import { useMutation } from "convex/react";
import { api } from "@/convex/_generated/api";
import type { CrmOrganization } from "@/lib/crmOrganizations/object";
import { useSteadyQuery } from "../live/useSteadyQuery";
import { textIn } from "../object/form/draft";
import { ObjectDialog } from "../object/form/ObjectDialog";
import type { OpenDialogProps } from "../object/form/typeDialog";
import { useSession } from "../session/SessionProvider";
import { crmOrganizationPlan } from "./crmOrganizationPlan";

export function OpenCrmOrganizationDialog(props: OpenDialogProps<CrmOrganization>) {
  const { target } = props;
  const { sessionId, organization } = useSession();
  const createCrmOrganization = useMutation(api.crmOntology.createCrmOrganization);
  const updateCrmOrganization = useMutation(api.crmOntology.updateCrmOrganization);
  const { data: latest } = useSteadyQuery(
    api.crmOntology.getCrmOrganization,
    target.kind === "edit" ? { sessionId, crmOrgId: target.object.id } : "skip",
  );
  return (
    <ObjectDialog
      {...props}
      plan={crmOrganizationPlan}
      latest={latest}
      create={async (given, draft) => {
        const named = { ...given, name: textIn(draft, "name").trim() };
        const saved = await createCrmOrganization({
          ...{ sessionId, organizationId: organization.id, organization: named },
        });
        return { saved, isNew: true };
      }}
      update={async (crmOrgId, expectedVersion, updates) =>
        await updateCrmOrganization({ sessionId, crmOrgId, expectedVersion, updates })
      }
    />
  );
}
