import Link from "next/link";
import type { ReactNode } from "react";
import { HallDrawing } from "../brand/HallDrawing";
import { Logo } from "../brand/Logo";
import { LanguageSwitch } from "../i18n/LanguageSwitch";
import { requestTranslations } from "../i18n/request";

interface SignInFrameProps {
  /** Who signs in here. Without it the page says itself what it is for. */
  lead?: string;
  /** What Guildhall is to them. */
  promise: string;
  note: string;
  children: ReactNode;
}

/** A page on which somebody gets in: the form on one side, the hall on the other where there is room. */
export async function SignInFrame({ lead, promise, note, children }: SignInFrameProps) {
  const t = await requestTranslations("session");
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,1fr)_minmax(0,1.15fr)]">
      <div className="flex flex-col px-6 py-6 sm:px-10">
        <header>
          <Link href="/" aria-label={t("frontPage")} className="inline-flex rounded-md">
            <Logo />
          </Link>
        </header>
        <main className="mx-auto flex w-full max-w-88 flex-1 flex-col justify-center py-12">
          {lead === undefined ? null : (
            <>
              <h1 className="text-2xl font-semibold tracking-tight">{t("title")}</h1>
              <p className="mt-1.5 text-base text-ink-soft">{lead}</p>
            </>
          )}
          {children}
        </main>
        <footer>
          <LanguageSwitch />
        </footer>
      </div>
      <aside
        aria-label={t("about")}
        className="relative hidden flex-col justify-between overflow-hidden border-l border-line bg-[light-dark(oklch(0.33_0.055_188),oklch(0.215_0.026_187))] p-10 text-[oklch(0.93_0.03_180)] lg:flex"
      >
        <p className="max-w-md text-2xl font-medium leading-snug tracking-tight text-balance">{promise}</p>
        <HallDrawing className="w-full max-w-3xl self-center text-[oklch(0.8_0.08_178)]" />
        <p className="text-sm text-[oklch(0.84_0.035_180)]">{note}</p>
      </aside>
    </div>
  );
}
