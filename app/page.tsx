import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { Suspense } from "react";
import { HallDrawing } from "@/components/brand/HallDrawing";
import { Logo } from "@/components/brand/Logo";
import { requestTranslations } from "@/components/i18n/request";
import { ApiStatus, ApiStatusPending } from "@/components/portal/ApiStatus";

export default async function FrontDoor() {
  const t = await requestTranslations("frontDoor");
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-8 overflow-hidden px-6 py-12">
      <HallDrawing className="w-full max-w-xl text-accent" />
      <div className="flex flex-col items-center text-center">
        <h1>
          <Logo />
        </h1>
        <p className="mt-3 max-w-sm text-base text-ink-soft">{t("lead")}</p>
        <div className="mt-7 flex flex-wrap justify-center gap-3">
          <Link
            href="/portal"
            className="inline-flex h-10 items-center gap-2 rounded-md bg-accent px-4 font-medium text-on-accent shadow-xs transition-colors hover:bg-accent-hover"
          >
            {t("portal")}
            <ArrowRight aria-hidden className="size-4" />
          </Link>
          <Link
            href="/admin/sign-in"
            className="inline-flex h-10 items-center rounded-md border border-line-strong bg-surface px-4 font-medium text-ink shadow-xs transition-colors hover:bg-hover"
          >
            {t("staff")}
          </Link>
        </div>
      </div>
      <Suspense fallback={<ApiStatusPending>{t("asking")}</ApiStatusPending>}>
        <ApiStatus />
      </Suspense>
    </main>
  );
}
