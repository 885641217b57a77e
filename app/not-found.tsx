import type { Metadata } from "next";
import { requestTranslations } from "@/components/i18n/request";
import { EmptyState } from "@/components/ui/EmptyState";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await requestTranslations("frontDoor"))("notFound.title") };
}

/** Every page carries along what this one is made of, so it is made of plain elements, which need no code. */
export default async function NotFound() {
  const t = await requestTranslations("frontDoor");
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState
        icon={<ClosedDoor />}
        isPageTitle
        title={t("notFound.heading")}
        action={
          <a href="/" className="rounded-sm font-medium text-accent-ink underline underline-offset-4">
            {t("notFound.front")}
          </a>
        }
      >
        {t("notFound.text")}
      </EmptyState>
    </main>
  );
}

function ClosedDoor() {
  return (
    <svg
      aria-hidden
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d="M19 21V5a2 2 0 00-2-2H7a2 2 0 00-2 2v16M2 21h20M9 12h.01" />
    </svg>
  );
}
