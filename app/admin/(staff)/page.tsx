import type { Metadata } from "next";
import { LiveDashboard } from "@/components/dashboard/LiveDashboard";
import { requestTranslations } from "@/components/i18n/request";
import { Texts } from "@/components/i18n/Texts";
import { registryWords } from "@/components/object/registryWords";

export async function generateMetadata(): Promise<Metadata> {
  const t = await requestTranslations("dashboard");
  return { title: t("title") };
}

export default async function Dashboard() {
  return (
    <Texts namespaces={["dashboard", "audit"]}>
      <LiveDashboard types={await registryWords()} />
    </Texts>
  );
}
