"use client";

import { late } from "../live/late";

const KeysPage = late(async () => {
  const module = await import("./KeysPage");
  return { default: module.KeysPage };
});

/** Inside `LiveSettings`, which waits for it. */
export function LiveKeys() {
  return <KeysPage />;
}
