import type { Metadata } from "next";
import { LiveContacts } from "@/components/contacts/LiveContacts";
import { requestTranslations } from "@/components/i18n/request";
import { Texts } from "@/components/i18n/Texts";
import { objectWords } from "@/components/object/objectWords";
import { contact } from "@/lib/contacts/object";

export async function generateMetadata(): Promise<Metadata> {
  const t = await requestTranslations("contacts");
  return { title: t("title") };
}

export default async function Contacts() {
  return (
    <Texts namespaces={["objects", "contacts", "audit"]}>
      <LiveContacts words={await objectWords(contact)} />
    </Texts>
  );
}
