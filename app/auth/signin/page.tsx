import type { Metadata } from "next";
import { configuredProviders } from "@/app/api/auth/providers";
import { PortalSignIn } from "@/components/portal/PortalSignIn";
import { describeProblem } from "@/components/portal/signInProblem";
import { SignInFrame } from "@/components/session/SignInFrame";
import { portalArea, safeNextPath } from "@/components/session/nextPath";

export const metadata: Metadata = { title: "Sign in" };

interface SearchParams {
  next?: string | string[];
  error?: string | string[];
}

export default async function ClientSignInPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { next, error } = await searchParams;
  const providers = configuredProviders().map(({ id, title }) => ({ id, title }));
  return (
    <SignInFrame
      lead="For clients and freelancers."
      promise="What you and your partner work on, in one place that both of you see."
      note="What changes there appears on your screen at once."
    >
      <PortalSignIn
        providers={providers}
        problem={describeProblem(error)}
        next={safeNextPath(next, portalArea)}
      />
    </SignInFrame>
  );
}
