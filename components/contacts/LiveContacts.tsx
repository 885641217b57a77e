"use client";

import { late } from "../live/late";
import type { ObjectWords } from "../object/objectWords";
import { WhenOpen } from "../shell/WhenOpen";
import { ContactsPlaceholder } from "./ContactsFrame";

const ContactsPage = late(async () => {
  const module = await import("./ContactsPage");
  return { default: module.ContactsPage };
});

export function LiveContacts({ words }: { words: ObjectWords }) {
  return (
    <WhenOpen placeholder={<ContactsPlaceholder words={words} />}>
      <ContactsPage words={words} />
    </WhenOpen>
  );
}
