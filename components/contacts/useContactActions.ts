import { useMutation } from "convex/react";
import { api } from "@/convex/_generated/api";
import { useRefusals } from "../live/useRefusals";
import { useSession } from "../session/SessionProvider";
import { useToast } from "../ui/Toast";
import type { Contact } from "@/lib/contacts/object";

export interface ContactActions {
  archive: (contact: Contact) => void;
  restore: (contact: Contact) => void;
}

/** Archiving can be undone at once, so it asks no question first. */
export function useContactActions(): ContactActions {
  const { sessionId } = useSession();
  const archiveContact = useMutation(api.crmOntology.archiveContact);
  const restoreContact = useMutation(api.crmOntology.restoreContact);
  const show = useToast();
  const { refusalText } = useRefusals();

  const attempt = async (change: () => Promise<unknown>, done: Parameters<typeof show>[0]) => {
    try {
      await change();
      show(done);
    } catch (error) {
      show({ text: await refusalText(error), tone: "danger" });
    }
  };
  const restore = (contact: Contact) =>
    void attempt(() => restoreContact({ sessionId, contactId: contact.id }), {
      text: `${contact.name} is back.`,
    });
  const archive = (contact: Contact) =>
    void attempt(() => archiveContact({ sessionId, contactId: contact.id }), {
      text: `${contact.name} is archived.`,
      action: { label: "Undo", run: () => restore(contact) },
    });
  return { archive, restore };
}
