import { Building2, ContactRound, History, LayoutDashboard, Settings, UsersRound } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { permits } from "@/lib/permissions/evaluate";
import { useOpenSession } from "../session/SessionProvider";
import type { NavigationEntry } from "./Navigation";

/** What is not for every role comes last: it appears when the role is known, and nothing moves for it. */
export function useStaffEntries(): readonly NavigationEntry[] {
  const t = useTranslations("shell");
  const role = useOpenSession()?.organization.role;
  const mayAudit = role !== undefined && permits({ kind: "user", role }, "audit:read");
  return [
    { href: "/admin", label: t("entries.dashboard"), Icon: LayoutDashboard, isExact: true },
    { href: "/admin/contacts", label: t("entries.contacts"), Icon: ContactRound },
    { href: "/admin/organizations", label: t("entries.crmOrganizations"), Icon: Building2 },
    { href: "/admin/clients", label: t("entries.clients"), Icon: UsersRound },
    { href: "/admin/settings", label: t("entries.settings"), Icon: Settings },
    ...(mayAudit ? [{ href: "/admin/audit", label: t("entries.audit"), Icon: History }] : []),
  ];
}
