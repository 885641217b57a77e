import type { Metadata } from "next";
import { titlesOf } from "@/components/object/objectWords";
import { LiveOrganization } from "@/components/settings/LiveOrganization";
import { organizationSettings } from "@/lib/organizations/object";

export const metadata: Metadata = { title: "Organization" };

export default function OrganizationSettings() {
  return <LiveOrganization titles={titlesOf(organizationSettings.shape)} />;
}
