import { api } from "@/convex/_generated/api";
import type { Contact } from "@/lib/contacts/object";
import { useLiveQuery } from "../live/useLiveQuery";
import type { ObjectList } from "../object/list/objectList";
import { type Objects, useListArgs, useObjects } from "../object/list/useObjects";
import { useOneObject } from "../object/list/useOneObject";
import { useSession } from "../session/SessionProvider";

export function useContacts(list: ObjectList): Objects<Contact> {
  const args = useListArgs(list);
  const scope = { ...args.scope, tag: list.values.tag, source: list.values.source };
  const { getContacts, countContacts, searchContacts } = api.crmOntology;
  const page = useLiveQuery(getContacts, args.isSearch ? "skip" : { ...scope, ...args.page });
  const count = useLiveQuery(countContacts, args.isSearch ? "skip" : scope);
  const found = useLiveQuery(searchContacts, args.isSearch ? { ...scope, ...args.search } : "skip");
  return useObjects(list, { page, count, found }, ({ contacts }) => contacts);
}

export function useContact(contactId: string | undefined) {
  const { sessionId } = useSession();
  const args = contactId === undefined ? "skip" : { sessionId, contactId };
  const { object: contact, error } = useOneObject(contactId, useLiveQuery(api.crmOntology.getContact, args));
  return { contact, error };
}
