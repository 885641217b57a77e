"use client";

import { late } from "../live/late";

const MembersPage = late(async () => {
  const module = await import("./MembersPage");
  return { default: module.MembersPage };
});

/** Inside `LiveSettings`, which waits for it. */
export function LiveMembers() {
  return <MembersPage />;
}
