import type { Metadata } from "next";
import { LiveContacts } from "@/components/contacts/LiveContacts";
import { objectWords } from "@/components/object/objectWords";
import { contact } from "@/lib/contacts/object";

export const metadata: Metadata = { title: "Contacts" };

export default async function Contacts() {
  return <LiveContacts words={await objectWords(contact)} />;
}
