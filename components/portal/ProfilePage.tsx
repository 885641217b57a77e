"use client";

import { useTranslations } from "use-intl/react";
import { EmailText } from "./EmailText";
import { ExportCard } from "./ExportCard";
import { IdentitiesCard } from "./IdentitiesCard";
import { LookCard } from "./LookCard";
import { usePortal } from "./portalContext";
import { Card, Facts, PortalPage } from "./PortalPage";
import { SessionsCard } from "./SessionsCard";

/** Who the client is here, how they sign in, where they are signed in, and what is kept of them. */
export function ProfilePage() {
  const t = useTranslations("portal");
  const { user, contact } = usePortal();
  return (
    <PortalPage title={t("profile")}>
      <Card title={t("you.title")}>
        <Facts
          facts={[
            [t("you.name"), user.name],
            [t("you.email"), <EmailText key="email" {...user} />],
            [t("you.knownAs"), contact?.name ?? t("you.notKnown")],
          ]}
        />
      </Card>
      <IdentitiesCard />
      <SessionsCard />
      <LookCard />
      <ExportCard />
    </PortalPage>
  );
}
