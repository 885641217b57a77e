import { api } from "@/convex/_generated/api";
import { useKept } from "../../live/useKept";
import { useLiveQuery } from "../../live/useLiveQuery";
import { useSession } from "../../session/SessionProvider";

export interface Reference {
  id: string;
  name: string;
  detail: string | null;
}

/** Few enough to be read without scrolling; typing more finds the others. */
const FOUND_MAX = 8;

/** What a reference may point to: what a search finds, and the first ones by name while nothing is searched. */
export function useReferences(
  to: string,
  term: string | undefined,
): { found: readonly Reference[] | undefined; isSearching: boolean; isFailed: boolean } {
  const { sessionId, organization } = useSession();
  const isAsked = to === "crm_organization" && term !== undefined;
  const scope = { sessionId, organizationId: organization.id, limit: FOUND_MAX };
  const first = useLiveQuery(
    api.crmOntology.getCrmOrganizations,
    isAsked && term === "" ? { ...scope, sort: "name" } : "skip",
  );
  const matching = useLiveQuery(
    api.crmOntology.searchCrmOrganizations,
    isAsked && term !== "" ? { ...scope, searchTerm: term } : "skip",
  );
  const { data, error } = term === "" ? first : matching;
  const kept = useKept(data?.organizations, term ?? "");
  return {
    found: kept.value?.map(({ id, name, industry, website }) => ({ id, name, detail: industry ?? website })),
    isSearching: data === undefined,
    isFailed: error !== undefined,
  };
}

/** The name of what a reference points to, once it is known. */
export function useReferenceName(to: string, id: string): string | undefined {
  const { sessionId } = useSession();
  const isAsked = to === "crm_organization" && id !== "";
  const { data } = useLiveQuery(
    api.crmOntology.getCrmOrganization,
    isAsked ? { sessionId, crmOrgId: id } : "skip",
  );
  const kept = useKept(data, id);
  return kept.value?.id === id ? kept.value.name : undefined;
}
