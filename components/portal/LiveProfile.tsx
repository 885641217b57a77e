"use client";

import { Suspense } from "react";
import { late } from "../live/late";
import { PortalPlaceholder } from "./PortalPlaceholder";

const ProfilePage = late(async () => {
  const module = await import("./ProfilePage");
  return { default: module.ProfilePage };
});

/** Its code, the client of the deployment with it, loads beside the first paint. */
export function LiveProfile() {
  return (
    <Suspense fallback={<PortalPlaceholder />}>
      <ProfilePage />
    </Suspense>
  );
}
