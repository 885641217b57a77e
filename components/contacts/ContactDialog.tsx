"use client";

import { useMutation } from "convex/react";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import type { Contact } from "@/lib/contacts/object";
import type { FormProblem } from "../live/formProblem";
import { useRefusals } from "../live/useRefusals";
import type { ObjectWords } from "../object/objectWords";
import { useSession } from "../session/SessionProvider";
import { Dialog } from "../ui/Dialog";
import { useToast } from "../ui/Toast";
import { type ContactDraft, draftOf, emptyDraft, inputOf, patchOf } from "./contactDraft";
import { ContactForm } from "./ContactForm";
import { useContact } from "./useContacts";

export type ContactDialogTarget = { kind: "new" } | { kind: "edit"; contact: Contact };

interface ContactDialogProps {
  target: ContactDialogTarget | undefined;
  words: ObjectWords;
  onClose: () => void;
  onSaved: (contact: Contact) => void;
}

export function ContactDialog({ target, words, onClose, onSaved }: ContactDialogProps) {
  const isEdit = target?.kind === "edit";
  const save = (contact: Contact) => {
    onClose();
    onSaved(contact);
  };
  return (
    <Dialog
      open={target !== undefined}
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={isEdit ? "Edit contact" : "New contact"}
    >
      {target?.kind === "edit" ? (
        <EditForm contact={target.contact} words={words} onCancel={onClose} onSaved={save} />
      ) : (
        <NewForm words={words} onCancel={onClose} onSaved={save} />
      )}
    </Dialog>
  );
}

interface FormProps {
  words: ObjectWords;
  onCancel: () => void;
  onSaved: (contact: Contact) => void;
}

function NewForm({ words, onCancel, onSaved }: FormProps) {
  const { sessionId, organization } = useSession();
  const createContact = useMutation(api.crmOntology.createContact);
  const show = useToast();
  const { formProblem } = useRefusals();
  const [problem, setProblem] = useState<FormProblem>();
  const create = async (draft: ContactDraft) => {
    setProblem(undefined);
    try {
      const { contact, isNewContact } = await createContact({
        sessionId,
        organizationId: organization.id,
        contact: inputOf(draft, words),
      });
      show({
        text: isNewContact
          ? `${contact.name} is added.`
          : `${contact.name} was known already and is updated.`,
      });
      onSaved(contact);
    } catch (error) {
      setProblem(await formProblem(error, fieldOf));
    }
  };
  return (
    <ContactForm
      initial={emptyDraft(words)}
      words={words}
      problem={problem}
      submitLabel="Add contact"
      onSubmit={create}
      onCancel={onCancel}
    />
  );
}

function EditForm({ contact, words, onCancel, onSaved }: FormProps & { contact: Contact }) {
  const { sessionId } = useSession();
  const updateContact = useMutation(api.crmOntology.updateContact);
  const show = useToast();
  const { formProblem } = useRefusals();
  const latest = useContact(contact.id).contact ?? contact;
  const [base, setBase] = useState(contact);
  const [problem, setProblem] = useState<FormProblem>();
  const isOutdated = latest.version > base.version;
  const update = async (draft: ContactDraft) => {
    setProblem(undefined);
    try {
      const saved = await updateContact({
        sessionId,
        contactId: base.id,
        updates: patchOf(draft, draftOf(base), words),
        expectedVersion: base.version,
      });
      show({ text: `${saved.name} is saved.` });
      onSaved(saved);
    } catch (error) {
      setProblem(await formProblem(error, fieldOf));
    }
  };
  return (
    <ContactForm
      // Taking over the newer version is a fresh start of the form.
      key={base.version}
      initial={draftOf(base)}
      words={words}
      problem={problem}
      onTakeOver={
        isOutdated
          ? () => {
              setBase(latest);
              setProblem(undefined);
            }
          : undefined
      }
      submitLabel="Save"
      onSubmit={update}
      onCancel={onCancel}
    />
  );
}

/** `contact.tags.0` is about the field `tags`. */
function fieldOf(path: string): string {
  return path.split(".").find(isFieldName) ?? path;
}

function isFieldName(segment: string): boolean {
  return segment !== "contact" && segment !== "updates";
}
