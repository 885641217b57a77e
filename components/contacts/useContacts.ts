import { api } from "@/convex/_generated/api";
import { useKept } from "../live/useKept";
import { useLiveQuery } from "../live/useLiveQuery";
import { useSession } from "../session/SessionProvider";
import type { Contact } from "@/lib/contacts/object";
import { ANY, type ContactList, isWalked, printContactList } from "./contactList";

export interface Contacts {
  /** The newest answer, or the last one while another question loads. */
  rows: readonly Contact[] | undefined;
  total: number | undefined;
  hasMore: boolean;
  nextCursor: string | undefined;
  /** Which question `rows` answer. */
  question: string;
  isStale: boolean;
  error: Error | undefined;
  retry: () => void;
}

/**
 * The contacts of one page and how many there are: two subscriptions, so that a change elsewhere in a large list
 * counts anew without reading this page again.
 */
export function useContacts(list: ContactList): Contacts {
  const { sessionId, organization } = useSession();
  const isSearch = list.search !== "";
  const scope = { sessionId, organizationId: organization.id, ...filters(list) };
  const range = { limit: list.size, offset: (list.page - 1) * list.size };
  const walk = { limit: list.size, cursor: list.cursor };

  const page = useLiveQuery(
    api.crmOntology.getContacts,
    isSearch ? "skip" : { ...scope, sort: list.sort, ...(isWalked(list) ? walk : range) },
  );
  const count = useLiveQuery(api.crmOntology.countContacts, isSearch ? "skip" : scope);
  const found = useLiveQuery(
    api.crmOntology.searchContacts,
    isSearch ? { ...scope, searchTerm: list.search, ...range } : "skip",
  );

  const asked = printContactList({ ...list, open: undefined }).toString();
  const kept = useKept<{ contacts: readonly Contact[]; hasMore: boolean; nextCursor?: string | null }>(
    isSearch ? found.data : page.data,
    asked,
  );
  const keptTotal = useKept(isSearch ? found.data?.total : count.data, asked);
  return {
    rows: kept.value?.contacts,
    // A total of another question may stand only beside the rows of that question.
    total: keptTotal.question === kept.question ? (keptTotal.value ?? undefined) : undefined,
    hasMore: kept.value?.hasMore ?? false,
    nextCursor: kept.value?.nextCursor ?? undefined,
    question: kept.question,
    isStale: kept.question !== asked,
    error: isSearch ? found.error : page.error,
    retry: isSearch ? found.retry : page.retry,
  };
}

export function useContact(contactId: string | undefined): {
  contact: Contact | undefined;
  error: Error | undefined;
} {
  const { sessionId } = useSession();
  const { data, error } = useLiveQuery(
    api.crmOntology.getContact,
    contactId === undefined ? "skip" : { sessionId, contactId },
  );
  const kept = useKept(data, contactId ?? "");
  return { contact: kept.question === contactId ? kept.value : undefined, error };
}

function filters({ subtype, status, archived }: ContactList) {
  return {
    archived,
    subtype: subtype === ANY ? undefined : subtype,
    status: status === ANY ? undefined : status,
  };
}
