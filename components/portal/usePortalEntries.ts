import { House, UserRound } from "lucide-react";
import { useTranslations } from "use-intl/react";
import type { NavigationEntry } from "../shell/Navigation";

/**
 * The pages of the portal. A domain whose objects clients see, such as projects, adds one entry here, between the home
 * and the profile, together with its page in `app/(portal)/portal/` and its card in `homeCards.ts`.
 */
export function usePortalEntries(): readonly NavigationEntry[] {
  const t = useTranslations("portal");
  return [
    { href: "/portal", label: t("home"), Icon: House, isExact: true },
    { href: "/portal/profile", label: t("profile"), Icon: UserRound },
  ];
}
