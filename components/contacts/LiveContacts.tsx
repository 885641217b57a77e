"use client";

import { Suspense } from "react";
import { late } from "../live/late";
import type { ObjectWords } from "../object/objectWords";
import { StaffShell } from "../shell/StaffShell";
import { ContactsPlaceholder } from "./ContactsFrame";

const ContactsPage = late(async () => {
  const module = await import("./ContactsPage");
  return { default: module.ContactsPage };
});

export function LiveContacts({ words }: { words: ObjectWords }) {
  const placeholder = <ContactsPlaceholder words={words} />;
  return (
    <StaffShell placeholder={placeholder}>
      <Suspense fallback={placeholder}>
        <ContactsPage words={words} />
      </Suspense>
    </StaffShell>
  );
}
