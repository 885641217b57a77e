"use client";

import { Hourglass } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { usePortal } from "./portalContext";
import { portalDoor } from "./portalRequests";

/** For somebody whom staff have not linked to a contact yet. It goes by itself as soon as they have. */
export function WaitingPage() {
  const t = useTranslations("portal.waiting");
  const { user, organization } = usePortal();
  return (
    <main
      id="content"
      tabIndex={-1}
      className="grid min-h-0 flex-1 place-items-center overflow-y-auto outline-none"
    >
      <EmptyState
        icon={<Hourglass aria-hidden />}
        title={t("title")}
        isPageTitle
        action={<Button onClick={() => void portalDoor.leave()}>{t("otherAccount")}</Button>}
      >
        {t.rich("text", {
          organization: organization.name,
          address: user.email,
          email: (address) => <strong className="font-medium break-words text-ink">{address}</strong>,
        })}{" "}
        {user.emailVerified ? null : t("notProven")}
      </EmptyState>
    </main>
  );
}
