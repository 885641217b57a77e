"use client";

import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { linkClass, Part } from "../object/detail/parts";
import { objectHref } from "../object/objectHref";
import { useMay } from "../session/useMay";
import { Alert } from "../ui/Alert";
import { Avatar } from "../ui/Avatar";
import { Button } from "../ui/Button";
import { ContactChoice } from "./ContactChoice";
import { useClientActions } from "./useClientActions";
import type { ClientDetail } from "./useClients";

/** Who the client is in the CRM: everything that they see in the portal follows from it. */
export function ContactPart({ client }: { client: ClientDetail }) {
  const t = useTranslations("clients");
  return (
    <Part title={t("contact")}>
      {client.contact === null ? (
        <Unlinked client={client} />
      ) : (
        <Linked client={client} contact={client.contact} />
      )}
    </Part>
  );
}

interface LinkedProps {
  client: ClientDetail;
  contact: NonNullable<ClientDetail["contact"]>;
}

function Linked({ client: { frontendUser }, contact }: LinkedProps) {
  const t = useTranslations("clients");
  const mayWrite = useMay("frontendUsers:write");
  const { unlink } = useClientActions();
  const [isPending, setPending] = useState(false);
  const takeAway = async () => {
    setPending(true);
    await unlink(frontendUser, contact);
    setPending(false);
  };
  return (
    <div className="flex flex-col gap-3">
      <div className="flex min-w-0 items-center gap-3 rounded-lg border p-3">
        <Avatar name={contact.name} />
        <div className="min-w-0 flex-1 text-sm">
          <Link
            href={objectHref({ type: "crm_contact", id: contact.id })}
            dir="auto"
            className={`${linkClass} block truncate font-medium`}
          >
            {contact.name}
          </Link>
          <p className="truncate text-xs text-ink-faint">{contact.email}</p>
        </div>
        {mayWrite ? (
          <Button pending={isPending} onClick={() => void takeAway()}>
            {t("unlink")}
          </Button>
        ) : null}
      </div>
      {contact.archived ? <Alert tone="warning">{t("contactArchived")}</Alert> : null}
    </div>
  );
}

function Unlinked({ client }: { client: ClientDetail }) {
  const t = useTranslations("clients");
  const mayWrite = useMay("frontendUsers:write");
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm text-ink-soft">
        {t(client.frontendUser.status === "active" ? "waits" : "waitedBefore")}
      </p>
      {mayWrite ? <ContactChoice client={client} /> : null}
    </div>
  );
}
