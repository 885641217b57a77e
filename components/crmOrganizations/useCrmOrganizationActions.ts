import { useMutation } from "convex/react";
import { api } from "@/convex/_generated/api";
import type { CrmOrganization } from "@/lib/crmOrganizations/object";
import { useArchive } from "../object/detail/useArchive";
import { useSession } from "../session/SessionProvider";

export function useCrmOrganizationActions() {
  const { sessionId } = useSession();
  const archiveOrganization = useMutation(api.crmOntology.archiveCrmOrganization);
  const restoreOrganization = useMutation(api.crmOntology.restoreCrmOrganization);
  const updateOrganization = useMutation(api.crmOntology.updateCrmOrganization);
  const archiving = useArchive<CrmOrganization>({
    archive: ({ id: crmOrgId }) => archiveOrganization({ sessionId, crmOrgId }),
    restore: ({ id: crmOrgId }) => restoreOrganization({ sessionId, crmOrgId }),
  });
  return {
    ...archiving,
    saveNotes:
      ({ id: crmOrgId }: CrmOrganization) =>
      (notes: string | null, expectedVersion: number) =>
        updateOrganization({ sessionId, crmOrgId, updates: { notes }, expectedVersion }),
  };
}
