import type { Metadata } from "next";
import { LiveClients } from "@/components/clients/LiveClients";
import { requestTranslations } from "@/components/i18n/request";
import { Texts } from "@/components/i18n/Texts";
import { objectWords } from "@/components/object/objectWords";
import { frontendUser } from "@/lib/frontendUsers/object";

export async function generateMetadata(): Promise<Metadata> {
  const t = await requestTranslations("clients");
  return { title: t("title") };
}

export default async function Clients() {
  return (
    <Texts namespaces={["objects", "clients", "audit"]}>
      <LiveClients words={await objectWords(frontendUser)} />
    </Texts>
  );
}
