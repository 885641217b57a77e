"use client";

import { late } from "../live/late";
import type { ObjectWords } from "../object/objectWords";

const OrganizationPage = late(async () => {
  const module = await import("./OrganizationPage");
  return { default: module.OrganizationPage };
});

/** Inside `LiveSettings`, which waits for it. */
export function LiveOrganization({ titles }: { titles: ObjectWords["titles"] }) {
  return <OrganizationPage titles={titles} />;
}
