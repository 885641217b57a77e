import type { Metadata } from "next";
import { requestTranslations } from "@/components/i18n/request";
import { LiveMembers } from "@/components/settings/LiveMembers";

export async function generateMetadata(): Promise<Metadata> {
  const t = await requestTranslations("settings");
  return { title: t("pages.members") };
}

export default function MembersSettings() {
  return <LiveMembers />;
}
