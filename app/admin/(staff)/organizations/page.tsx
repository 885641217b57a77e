import type { Metadata } from "next";
import { LiveCrmOrganizations } from "@/components/crmOrganizations/LiveCrmOrganizations";
import { requestTranslations } from "@/components/i18n/request";
import { Texts } from "@/components/i18n/Texts";
import { objectWords } from "@/components/object/objectWords";
import { crmOrganization } from "@/lib/crmOrganizations/object";

export async function generateMetadata(): Promise<Metadata> {
  const t = await requestTranslations("crmOrganizations");
  return { title: t("title") };
}

export default async function CrmOrganizations() {
  return (
    <Texts namespaces={["objects", "crmOrganizations", "audit"]}>
      <LiveCrmOrganizations words={await objectWords(crmOrganization)} />
    </Texts>
  );
}
