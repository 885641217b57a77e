"use client";

import { late } from "../live/late";

const OrganizationPage = late(async () => {
  const module = await import("./OrganizationPage");
  return { default: module.OrganizationPage };
});

/** Inside `LiveSettings`, which waits for it. */
export function LiveOrganization() {
  return <OrganizationPage />;
}
