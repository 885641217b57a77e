import type { Metadata } from "next";
import { requestTranslations } from "@/components/i18n/request";
import { LiveProfile } from "@/components/portal/LiveProfile";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await requestTranslations("portal"))("profile") };
}

export default function Profile() {
  return <LiveProfile />;
}
