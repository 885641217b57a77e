import type { Metadata } from "next";
import { ContactsPage } from "@/components/contacts/ContactsPage";
import { ContactsPlaceholder } from "@/components/contacts/ContactsFrame";
import { objectWords } from "@/components/object/objectWords";
import { StaffShell } from "@/components/shell/StaffShell";
import { contact } from "@/lib/contacts/object";

export const metadata: Metadata = { title: "Contacts" };

export default function Contacts() {
  const words = objectWords(contact);
  return (
    <StaffShell placeholder={<ContactsPlaceholder words={words} />}>
      <ContactsPage words={words} />
    </StaffShell>
  );
}
