"use client";

import { useMutation } from "convex/react";
import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { api } from "@/convex/_generated/api";
import { ConfirmDialog } from "../object/ConfirmDialog";
import { linkClass, Part } from "../object/detail/parts";
import { objectHref } from "../object/objectHref";
import { useMay } from "../session/useMay";
import { useSession } from "../session/SessionProvider";
import { Button } from "../ui/Button";
import { useToast } from "../ui/Toast";
import { useClientActions } from "./useClientActions";
import type { ClientDetail } from "./useClients";

type LinkedContact = NonNullable<ClientDetail["contact"]>;

/** Whether the client sees all of their company, or only what it is called. */
export function CompanyPart({ contact }: { contact: ClientDetail["contact"] }) {
  const t = useTranslations("clients");
  const mayWrite = useMay("frontendUsers:write");
  const { closeCompany } = useClientActions();
  const [isAsking, setAsking] = useState(false);
  // Of an archived contact nothing is shown to anybody, so there is nothing to open.
  if (contact === null || contact.archived || contact.crmOrganizationId === null) return null;
  const { companyVisible, crmOrganizationId, crmOrganizationName } = contact;
  const company = crmOrganizationName ?? "";
  return (
    <Part
      title={t("company")}
      action={
        !mayWrite ? null : companyVisible ? (
          <Button onClick={() => void closeCompany(contact)}>{t("closeCompany")}</Button>
        ) : (
          <Button onClick={() => setAsking(true)}>{t("openCompany")}</Button>
        )
      }
    >
      <p className="text-sm text-ink-soft">
        {t.rich(companyVisible ? "seesAll" : "seesName", {
          company,
          link: (name) => (
            <Link
              href={objectHref({ type: "crm_organization", id: crmOrganizationId })}
              dir="auto"
              className={`${linkClass} font-medium`}
            >
              {name}
            </Link>
          ),
        })}
      </p>
      {isAsking ? <OpenDialog contact={contact} onClose={() => setAsking(false)} /> : null}
    </Part>
  );
}

function OpenDialog({ contact, onClose }: { contact: LinkedContact; onClose: () => void }) {
  const t = useTranslations("clients");
  const { sessionId } = useSession();
  const grantCompanyVisibility = useMutation(api.frontendUsers.grantCompanyVisibility);
  const show = useToast();
  const { id: contactId, name, crmOrganizationId: crmOrgId, crmOrganizationName } = contact;
  const company = crmOrganizationName ?? "";
  return (
    <ConfirmDialog
      title={t("openCompanyTitle", { company, contact: name })}
      confirmLabel={t("openCompany")}
      isHarmless
      onConfirm={async () => {
        if (crmOrgId !== null) await grantCompanyVisibility({ sessionId, contactId, crmOrgId });
        onClose();
        show({ text: t("companyOpened", { contact: name, company }) });
      }}
      onClose={onClose}
    >
      <p>{t("openCompanyWhat", { contact: name })}</p>
      <ul className="list-disc space-y-1 pl-5">
        <li>{t("openCompanyFields")}</li>
        <li>{t("openCompanyPeople")}</li>
      </ul>
      <p>{t("openCompanyNot")}</p>
    </ConfirmDialog>
  );
}
