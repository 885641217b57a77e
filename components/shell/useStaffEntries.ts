import { ContactRound, Settings } from "lucide-react";
import { useTranslations } from "use-intl/react";
import type { NavigationEntry } from "./Navigation";

export function useStaffEntries(): readonly NavigationEntry[] {
  const t = useTranslations("shell");
  return [
    { href: "/admin/contacts", label: t("entries.contacts"), Icon: ContactRound },
    { href: "/admin/settings", label: t("entries.settings"), Icon: Settings },
  ];
}
