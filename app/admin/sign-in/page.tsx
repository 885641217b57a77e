import type { Metadata } from "next";
import { SignInForm } from "@/components/session/SignInForm";
import { SignInFrame } from "@/components/session/SignInFrame";
import { safeNextPath, staffArea } from "@/components/session/nextPath";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>;
}) {
  const { next } = await searchParams;
  return (
    <SignInFrame
      lead="For the staff of an organization."
      promise="Everything your business keeps, under one roof, and always as it is right now."
      note="What a colleague changes appears on your screen at once."
    >
      <SignInForm next={safeNextPath(next, staffArea)} />
    </SignInFrame>
  );
}
