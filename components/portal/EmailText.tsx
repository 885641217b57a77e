import { useTranslations } from "use-intl/react";
import { Badge } from "../ui/Badge";

/** An e-mail, and whether a provider proves whose it is. */
export function EmailText({ email, emailVerified }: { email: string; emailVerified: boolean }) {
  const t = useTranslations("portal");
  return (
    <span className="inline-flex max-w-full flex-wrap items-center gap-2">
      <span className="break-all">{email}</span>
      {emailVerified ? (
        <Badge tone="accent">{t("verified")}</Badge>
      ) : (
        <Badge tone="copper">{t("notVerified")}</Badge>
      )}
    </span>
  );
}
