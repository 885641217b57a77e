import { api } from "@/convex/_generated/api";
import { useKept } from "../../live/useKept";
import { useLiveQuery } from "../../live/useLiveQuery";
import { useSession } from "../../session/SessionProvider";

export interface Reference {
  id: string;
  name: string;
  detail: string | null;
}

interface References {
  found: readonly Reference[] | undefined;
  isSearching: boolean;
  isFailed: boolean;
}

/** Few enough to be read without scrolling; typing more finds the others. */
const FOUND_MAX = 8;

/** What a reference may point to: what a search finds, and the first ones by name while nothing is searched. */
export function useReferences(to: string, term: string | undefined): References {
  const companies = useCompanies(to === "crm_organization" ? term : undefined);
  const contacts = useContacts(to === "crm_contact" ? term : undefined);
  return to === "crm_contact" ? contacts : companies;
}

/** The name of what a reference points to, once it is known. */
export function useReferenceName(to: string, id: string): string | undefined {
  const { sessionId } = useSession();
  const { getCrmOrganization, getContact } = api.crmOntology;
  const isAsked = (type: string) => to === type && id !== "";
  const company = useLiveQuery(
    getCrmOrganization,
    isAsked("crm_organization") ? { sessionId, crmOrgId: id } : "skip",
  );
  const contact = useLiveQuery(getContact, isAsked("crm_contact") ? { sessionId, contactId: id } : "skip");
  const kept = useKept(company.data ?? contact.data, id);
  return kept.value?.id === id ? kept.value.name : undefined;
}

/** Asked for nothing as long as there is no term. */
function useCompanies(term: string | undefined): References {
  const { first, matching } = useQuestions(term);
  const { getCrmOrganizations, searchCrmOrganizations } = api.crmOntology;
  const byName = useLiveQuery(getCrmOrganizations, first);
  const found = useLiveQuery(searchCrmOrganizations, matching);
  const { data, error } = term === "" ? byName : found;
  return useFound(term, { rows: data?.organizations, error }, ({ id, name, industry, website }) => {
    return { id, name, detail: industry ?? website };
  });
}

function useContacts(term: string | undefined): References {
  const { first, matching } = useQuestions(term);
  const byName = useLiveQuery(api.crmOntology.getContacts, first);
  const found = useLiveQuery(api.crmOntology.searchContacts, matching);
  const { data, error } = term === "" ? byName : found;
  return useFound(term, { rows: data?.contacts, error }, ({ id, name, email }) => {
    return { id, name, detail: email };
  });
}

function useQuestions(term: string | undefined) {
  const { sessionId, organization } = useSession();
  const scope = { sessionId, organizationId: organization.id, limit: FOUND_MAX };
  return {
    first: term === "" ? { ...scope, sort: "name" as const } : ("skip" as const),
    matching: term === undefined || term === "" ? ("skip" as const) : { ...scope, searchTerm: term },
  };
}

/** The last answer stays while another term is searched, so that the list does not flicker while somebody types. */
function useFound<Row>(
  term: string | undefined,
  { rows, error }: { rows: readonly Row[] | undefined; error: Error | undefined },
  referenceTo: (row: Row) => Reference,
): References {
  const { value } = useKept(rows, term ?? "");
  return {
    found: value?.map(referenceTo),
    isSearching: rows === undefined,
    isFailed: error !== undefined,
  };
}
