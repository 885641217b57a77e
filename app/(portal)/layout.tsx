import type { ReactNode } from "react";
import { Texts } from "@/components/i18n/Texts";
import { PortalShell } from "@/components/portal/PortalShell";

/** The session, its connection and the frame stay while one walks from page to page. */
export default function PortalLayout({ children }: { children: ReactNode }) {
  return (
    <Texts namespaces={["portal"]}>
      <PortalShell>{children}</PortalShell>
    </Texts>
  );
}
