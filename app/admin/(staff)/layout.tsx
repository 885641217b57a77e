import type { ReactNode } from "react";
import { Texts } from "@/components/i18n/Texts";
import { StaffShell } from "@/components/shell/StaffShell";

export default function StaffLayout({ children }: { children: ReactNode }) {
  return (
    <Texts namespaces={["palette"]}>
      <StaffShell>{children}</StaffShell>
    </Texts>
  );
}
