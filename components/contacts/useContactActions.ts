import { useMutation } from "convex/react";
import { api } from "@/convex/_generated/api";
import type { Contact } from "@/lib/contacts/object";
import { useArchive } from "../object/detail/useArchive";
import { useSession } from "../session/SessionProvider";

export function useContactActions() {
  const { sessionId } = useSession();
  const archiveContact = useMutation(api.crmOntology.archiveContact);
  const restoreContact = useMutation(api.crmOntology.restoreContact);
  const updateContact = useMutation(api.crmOntology.updateContact);
  const archiving = useArchive<Contact>({
    archive: ({ id: contactId }) => archiveContact({ sessionId, contactId }),
    restore: ({ id: contactId }) => restoreContact({ sessionId, contactId }),
  });
  return {
    ...archiving,
    saveNotes:
      ({ id: contactId }: Contact) =>
      (notes: string | null, expectedVersion: number) =>
        updateContact({ sessionId, contactId, updates: { notes }, expectedVersion }),
  };
}
