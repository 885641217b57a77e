import type { ReactNode } from "react";
import { LiveSettings } from "@/components/settings/LiveSettings";

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return <LiveSettings>{children}</LiveSettings>;
}
