"use client";

import { useTranslations } from "use-intl/react";
import { api } from "@/convex/_generated/api";
import { LoadError } from "../live/LoadError";
import { useSteadyQuery } from "../live/useSteadyQuery";
import { useSession } from "../session/SessionProvider";
import { useMay } from "../session/useMay";
import { OrganizationFacts } from "./OrganizationFacts";
import { OrganizationForm } from "./OrganizationForm";
import { SettingsSkeleton } from "./SettingsFrame";

export function OrganizationPage() {
  const t = useTranslations("settings");
  const { sessionId, organization } = useSession();
  const settings = useSteadyQuery(api.organizations.getOrganization, {
    sessionId,
    organizationId: organization.id,
  });
  const mayWrite = useMay("organization:write");
  if (settings.error !== undefined) {
    return <LoadError title={t("failed")} error={settings.error} onRetry={settings.retry} />;
  }
  if (settings.data === undefined) return <SettingsSkeleton />;
  return mayWrite ? (
    <OrganizationForm latest={settings.data} />
  ) : (
    <OrganizationFacts settings={settings.data} />
  );
}
