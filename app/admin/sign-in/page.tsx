import type { Metadata } from "next";
import Link from "next/link";
import { HallDrawing } from "@/components/brand/HallDrawing";
import { Logo } from "@/components/brand/Logo";
import { SignInForm } from "@/components/session/SignInForm";
import { safeNextPath } from "@/components/session/nextPath";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>;
}) {
  const { next } = await searchParams;
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,1fr)_minmax(0,1.15fr)]">
      <div className="flex flex-col px-6 py-6 sm:px-10">
        <header>
          <Link href="/" aria-label="Guildhall, front page" className="inline-flex rounded-md">
            <Logo />
          </Link>
        </header>
        <main className="mx-auto flex w-full max-w-88 flex-1 flex-col justify-center py-12">
          <h1 className="text-2xl font-semibold tracking-tight">Sign in</h1>
          <p className="mt-1.5 text-base text-ink-soft">For the staff of an organization.</p>
          <SignInForm next={safeNextPath(next)} />
        </main>
      </div>
      <aside
        aria-label="About Guildhall"
        className="relative hidden flex-col justify-between overflow-hidden border-l border-line bg-[light-dark(oklch(0.33_0.055_188),oklch(0.215_0.026_187))] p-10 text-[oklch(0.93_0.03_180)] lg:flex"
      >
        <p className="max-w-md text-2xl font-medium leading-snug tracking-tight text-balance">
          Everything your business keeps, under one roof, and always as it is right now.
        </p>
        <HallDrawing className="w-full max-w-3xl self-center text-[oklch(0.8_0.08_178)]" />
        <p className="text-sm text-[oklch(0.84_0.035_180)]">
          What a colleague changes appears on your screen at once.
        </p>
      </aside>
    </div>
  );
}
