import { BadgeCheck, TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl/react";

interface ClientEmailProps {
  email: string;
  emailVerified: boolean;
}

/** An e-mail, and whether anybody proved whose it is: in words for those who do not see the mark. */
export function ClientEmail({ email, emailVerified }: ClientEmailProps) {
  const t = useTranslations("clients");
  const Icon = emailVerified ? BadgeCheck : TriangleAlert;
  const meaning = t(emailVerified ? "verified" : "notVerified");
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-ink-soft">
      <span className="truncate">{email}</span>
      <span title={meaning} className={emailVerified ? "text-accent-ink" : "text-copper-ink"}>
        <Icon aria-hidden className="size-3.5" />
        <span className="sr-only">{meaning}</span>
      </span>
    </span>
  );
}
