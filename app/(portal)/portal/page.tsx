import type { Metadata } from "next";
import { requestTranslations } from "@/components/i18n/request";
import { LiveHome } from "@/components/portal/LiveHome";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await requestTranslations("portal"))("home") };
}

export default function Home() {
  return <LiveHome />;
}
