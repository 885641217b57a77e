"use client";

import { type ReactNode, Suspense } from "react";
import { useMay } from "../session/useMay";
import { WhenOpen } from "../shell/WhenOpen";
import { SettingsFrame, SettingsSkeleton } from "./SettingsFrame";

/** What all settings share; it stays while its pages change. */
export function LiveSettings({ children }: { children: ReactNode }) {
  return (
    <WhenOpen
      placeholder={
        <SettingsFrame withKeys={false}>
          <SettingsSkeleton />
        </SettingsFrame>
      }
    >
      <OpenSettings>{children}</OpenSettings>
    </WhenOpen>
  );
}

function OpenSettings({ children }: { children: ReactNode }) {
  return (
    <SettingsFrame withKeys={useMay("apiKeys:read")}>
      <Suspense fallback={<SettingsSkeleton />}>{children}</Suspense>
    </SettingsFrame>
  );
}
