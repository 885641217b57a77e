"use client";

import { useTranslations } from "use-intl/react";
import { homeCards } from "./homeCards";
import { type LinkedContact, usePortal } from "./portalContext";
import { PortalPage } from "./PortalPage";
import { WaitingPage } from "./WaitingPage";

/** What the client sees first; who is not linked to a contact yet sees that they have to wait. */
export function HomePage() {
  const { contact } = usePortal();
  return contact === null ? <WaitingPage /> : <LinkedHome contact={contact} />;
}

function LinkedHome({ contact }: { contact: LinkedContact }) {
  const t = useTranslations("portal");
  return (
    <PortalPage title={t("welcome", { name: contact.name })}>
      {homeCards.map(({ name, Card }) => (
        <Card key={name} contact={contact} />
      ))}
    </PortalPage>
  );
}
