import { DoorClosed } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { requestTranslations } from "@/components/i18n/request";
import { EmptyState } from "@/components/ui/EmptyState";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await requestTranslations("frontDoor"))("notFound.title") };
}

export default async function NotFound() {
  const t = await requestTranslations("frontDoor");
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState
        icon={<DoorClosed aria-hidden />}
        isPageTitle
        title={t("notFound.heading")}
        action={
          <Link href="/" className="rounded-sm font-medium text-accent-ink underline underline-offset-4">
            {t("notFound.front")}
          </Link>
        }
      >
        {t("notFound.text")}
      </EmptyState>
    </main>
  );
}
