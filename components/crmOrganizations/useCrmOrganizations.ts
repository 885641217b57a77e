import { api } from "@/convex/_generated/api";
import type { CrmOrganization } from "@/lib/crmOrganizations/object";
import { useLiveQuery } from "../live/useLiveQuery";
import type { ObjectList } from "../object/list/objectList";
import { type Objects, useListArgs, useObjects } from "../object/list/useObjects";
import { useOneObject } from "../object/list/useOneObject";
import { useSession } from "../session/SessionProvider";

export function useCrmOrganizations(list: ObjectList): Objects<CrmOrganization> {
  const args = useListArgs(list);
  const { subtype: _none, ...shared } = args.scope;
  const scope = { ...shared, industry: list.values.industry };
  const { getCrmOrganizations, countCrmOrganizations, searchCrmOrganizations } = api.crmOntology;
  const page = useLiveQuery(getCrmOrganizations, args.isSearch ? "skip" : { ...scope, ...args.page });
  const count = useLiveQuery(countCrmOrganizations, args.isSearch ? "skip" : scope);
  const found = useLiveQuery(searchCrmOrganizations, args.isSearch ? { ...scope, ...args.search } : "skip");
  return useObjects(list, { page, count, found }, ({ organizations }) => organizations);
}

export function useCrmOrganization(crmOrgId: string | undefined) {
  const { sessionId } = useSession();
  const args = crmOrgId === undefined ? "skip" : { sessionId, crmOrgId };
  const { object: organization, error } = useOneObject(
    crmOrgId,
    useLiveQuery(api.crmOntology.getCrmOrganization, args),
  );
  return { organization, error };
}
