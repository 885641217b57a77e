import type { ReactNode } from "react";
import { PortalShell } from "@/components/portal/PortalShell";

/** The session, its connection and the frame stay while one walks from page to page. */
export default function PortalLayout({ children }: { children: ReactNode }) {
  return <PortalShell>{children}</PortalShell>;
}
