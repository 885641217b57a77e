import { Building2, ContactRound, LayoutDashboard, Settings } from "lucide-react";
import { useTranslations } from "use-intl/react";
import type { NavigationEntry } from "./Navigation";

export function useStaffEntries(): readonly NavigationEntry[] {
  const t = useTranslations("shell");
  return [
    { href: "/admin", label: t("entries.dashboard"), Icon: LayoutDashboard, isExact: true },
    { href: "/admin/contacts", label: t("entries.contacts"), Icon: ContactRound },
    { href: "/admin/organizations", label: t("entries.crmOrganizations"), Icon: Building2 },
    { href: "/admin/settings", label: t("entries.settings"), Icon: Settings },
  ];
}
