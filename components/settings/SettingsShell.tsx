"use client";

import { type ReactNode, Suspense } from "react";
import { useMay } from "../session/useMay";
import { StaffShell } from "../shell/StaffShell";
import { SettingsFrame, SettingsSkeleton } from "./SettingsFrame";

/** Stays while its pages change, so that going from one to the next opens no new session. */
export function SettingsShell({ children }: { children: ReactNode }) {
  return (
    <StaffShell
      placeholder={
        <SettingsFrame withKeys={false}>
          <SettingsSkeleton />
        </SettingsFrame>
      }
    >
      <OpenSettings>{children}</OpenSettings>
    </StaffShell>
  );
}

function OpenSettings({ children }: { children: ReactNode }) {
  return (
    <SettingsFrame withKeys={useMay("apiKeys:read")}>
      <Suspense fallback={<SettingsSkeleton />}>{children}</Suspense>
    </SettingsFrame>
  );
}
