import type { Metadata } from "next";
import { requestTranslations } from "@/components/i18n/request";
import { Texts } from "@/components/i18n/Texts";
import { InvitationAnswer } from "@/components/invitations/InvitationAnswer";
import { SignInFrame } from "@/components/session/SignInFrame";

export async function generateMetadata(): Promise<Metadata> {
  const t = await requestTranslations("invitations");
  return { title: t("title") };
}

export default async function InvitationPage() {
  const t = await requestTranslations("session");
  return (
    <Texts namespaces={["invitations"]}>
      <SignInFrame promise={t("promise")} note={t("note")}>
        <InvitationAnswer />
      </SignInFrame>
    </Texts>
  );
}
