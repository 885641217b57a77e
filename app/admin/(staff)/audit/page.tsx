import type { Metadata } from "next";
import { LiveAudit } from "@/components/audit/LiveAudit";
import { requestTranslations } from "@/components/i18n/request";
import { Texts } from "@/components/i18n/Texts";
import { registryWords } from "@/components/object/registryWords";

export async function generateMetadata(): Promise<Metadata> {
  const t = await requestTranslations("audit");
  return { title: t("page.title") };
}

export default async function Audit() {
  return (
    <Texts namespaces={["audit"]}>
      <LiveAudit types={await registryWords()} />
    </Texts>
  );
}
