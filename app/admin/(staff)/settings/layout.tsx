import type { ReactNode } from "react";
import { Texts } from "@/components/i18n/Texts";
import { LiveSettings } from "@/components/settings/LiveSettings";

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <Texts namespaces={["settings", "members", "keys"]}>
      <LiveSettings>{children}</LiveSettings>
    </Texts>
  );
}
