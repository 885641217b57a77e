import type { Metadata } from "next";
import { LiveKeys } from "@/components/settings/LiveKeys";

export const metadata: Metadata = { title: "API keys" };

export default function KeysSettings() {
  return <LiveKeys />;
}
