import type { Metadata } from "next";
import { configuredProviders } from "@/app/api/auth/providers";
import { requestTranslations } from "@/components/i18n/request";
import { Texts } from "@/components/i18n/Texts";
import { PortalSignIn } from "@/components/portal/PortalSignIn";
import { parseProblem } from "@/components/portal/signInProblem";
import { SignInFrame } from "@/components/session/SignInFrame";
import { portalArea, safeNextPath } from "@/components/session/nextPath";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await requestTranslations("portalSignIn"))("title") };
}

interface SearchParams {
  next?: string | string[];
  error?: string | string[];
}

export default async function ClientSignInPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { next, error } = await searchParams;
  const providers = configuredProviders().map(({ id, title }) => ({ id, title }));
  const t = await requestTranslations("portalSignIn");
  return (
    <Texts namespaces={["session", "portalSignIn"]}>
      <SignInFrame lead={t("lead")} promise={t("promise")} note={t("note")}>
        <PortalSignIn
          providers={providers}
          problem={parseProblem(error)}
          next={safeNextPath(next, portalArea)}
        />
      </SignInFrame>
    </Texts>
  );
}
