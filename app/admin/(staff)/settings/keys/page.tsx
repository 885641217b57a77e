import type { Metadata } from "next";
import { requestTranslations } from "@/components/i18n/request";
import { LiveKeys } from "@/components/settings/LiveKeys";

export async function generateMetadata(): Promise<Metadata> {
  const t = await requestTranslations("settings");
  return { title: t("pages.keys") };
}

export default function KeysSettings() {
  return <LiveKeys />;
}
