import { useTranslations } from "use-intl/react";
import { type LinkedContact, usePortal } from "./portalContext";
import { Card, Facts } from "./PortalPage";

/** Whom the organization knows the client as. */
export function ContactCard({ contact }: { contact: LinkedContact }) {
  const t = useTranslations("portal.you");
  const { organization } = usePortal();
  return (
    <Card title={t("title")}>
      <p className="mb-3 text-sm text-ink-soft">{t("hint", { organization: organization.name })}</p>
      <Facts
        facts={[
          [t("name"), contact.name],
          [t("email"), contact.email],
          [t("phone"), contact.phone],
          [t("position"), contact.jobTitle],
        ]}
      />
    </Card>
  );
}
