"use client";

import { late } from "../live/late";
import { ListPlaceholder } from "../object/list/ListFrame";
import type { ObjectWords } from "../object/objectWords";
import { WhenOpen } from "../shell/WhenOpen";
import { useContactColumns } from "./contactListing";

const ContactsPage = late(async () => {
  const module = await import("./ContactsPage");
  return { default: module.ContactsPage };
});

export function LiveContacts({ words }: { words: ObjectWords }) {
  const columns = useContactColumns(words);
  return (
    <WhenOpen placeholder={<ListPlaceholder words={words} columns={columns} />}>
      <ContactsPage words={words} />
    </WhenOpen>
  );
}
