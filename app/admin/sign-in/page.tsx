import type { Metadata } from "next";
import { requestTranslations } from "@/components/i18n/request";
import { Texts } from "@/components/i18n/Texts";
import { SignInForm } from "@/components/session/SignInForm";
import { SignInFrame } from "@/components/session/SignInFrame";
import { safeNextPath, staffArea } from "@/components/session/nextPath";

export async function generateMetadata(): Promise<Metadata> {
  const t = await requestTranslations("session");
  return { title: t("title") };
}

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>;
}) {
  const { next } = await searchParams;
  const t = await requestTranslations("session");
  return (
    <Texts namespaces={["session"]}>
      <SignInFrame lead={t("lead")} promise={t("promise")} note={t("note")}>
        <SignInForm next={safeNextPath(next, staffArea)} />
      </SignInFrame>
    </Texts>
  );
}
