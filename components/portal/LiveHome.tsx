"use client";

import { Suspense } from "react";
import { late } from "../live/late";
import { PortalPlaceholder } from "./PortalPlaceholder";

const HomePage = late(async () => {
  const module = await import("./HomePage");
  return { default: module.HomePage };
});

/** Its code, the client of the deployment with it, loads beside the first paint. */
export function LiveHome() {
  return (
    <Suspense fallback={<PortalPlaceholder />}>
      <HomePage />
    </Suspense>
  );
}
