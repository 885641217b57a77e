import type { Contact, ContactInput, ContactPatch } from "@/lib/contacts/object";
import type { ObjectWords } from "../object/objectWords";

type Subtype = NonNullable<ContactInput["subtype"]>;
type Status = NonNullable<ContactInput["status"]>;

const optionalTexts = ["firstName", "lastName", "phone", "company", "jobTitle", "source", "notes"] as const;
type OptionalText = (typeof optionalTexts)[number];

/** A contact as it stands in the form: everything is text. */
export type ContactDraft = Record<OptionalText | "email" | "subtype" | "status" | "tags", string>;

export function emptyDraft({ subtypes, statuses }: ObjectWords): ContactDraft {
  const texts = { firstName: "", lastName: "", phone: "", company: "", jobTitle: "", source: "", notes: "" };
  return {
    ...texts,
    email: "",
    tags: "",
    subtype: subtypes[0]?.value ?? "",
    status: statuses[0]?.value ?? "",
  };
}

export function draftOf(contact: Contact): ContactDraft {
  return {
    email: contact.email,
    firstName: contact.firstName ?? "",
    lastName: contact.lastName ?? "",
    phone: contact.phone ?? "",
    company: contact.company ?? "",
    jobTitle: contact.jobTitle ?? "",
    subtype: contact.subtype ?? "",
    status: contact.status,
    source: contact.source,
    tags: contact.tags.join(", "),
    notes: contact.notes ?? "",
  };
}

/** What a new contact is created from: only what was filled in, so that the rest gets its defaults. */
export function inputOf(draft: ContactDraft, words: ObjectWords): ContactInput {
  return {
    email: draft.email.trim(),
    ...kindOf(draft, words),
    ...Object.fromEntries(
      optionalTexts.flatMap((name) => (filled(draft[name]) ? [[name, draft[name].trim()]] : [])),
    ),
    ...(filled(draft.tags) ? { tags: tagsOf(draft.tags) } : {}),
  };
}

/** Only what differs, so that two people who edit different fields do not undo each other's work. Null clears. */
export function patchOf(draft: ContactDraft, before: ContactDraft, words: ObjectWords): ContactPatch {
  const isChanged = (name: keyof ContactDraft) => draft[name].trim() !== before[name].trim();
  const { subtype, status } = kindOf(draft, words);
  return {
    ...(isChanged("email") ? { email: draft.email.trim() } : {}),
    ...(isChanged("subtype") ? { subtype } : {}),
    ...(isChanged("status") ? { status } : {}),
    ...(isChanged("tags") ? { tags: tagsOf(draft.tags) } : {}),
    ...Object.fromEntries(
      optionalTexts.filter(isChanged).map((name) => [name, filled(draft[name]) ? draft[name].trim() : null]),
    ),
  };
}

function kindOf(
  { subtype, status }: ContactDraft,
  words: ObjectWords,
): { subtype?: Subtype; status?: Status } {
  const isSubtype = (value: string): value is Subtype =>
    words.subtypes.some((known) => known.value === value);
  const isStatus = (value: string): value is Status => words.statuses.some((known) => known.value === value);
  return { ...(isSubtype(subtype) ? { subtype } : {}), ...(isStatus(status) ? { status } : {}) };
}

function tagsOf(text: string): string[] {
  return text
    .split(",")
    .map((tag) => tag.trim())
    .filter(filled);
}

function filled(value: string): boolean {
  return value.trim() !== "";
}
