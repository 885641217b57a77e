import type { Metadata } from "next";
import { requestTranslations } from "@/components/i18n/request";
import { LiveOrganization } from "@/components/settings/LiveOrganization";

export async function generateMetadata(): Promise<Metadata> {
  const t = await requestTranslations("settings");
  return { title: t("pages.organization") };
}

export default function OrganizationSettings() {
  return <LiveOrganization />;
}
