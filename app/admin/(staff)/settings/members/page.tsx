import type { Metadata } from "next";
import { LiveMembers } from "@/components/settings/LiveMembers";

export const metadata: Metadata = { title: "Members" };

export default function MembersSettings() {
  return <LiveMembers />;
}
