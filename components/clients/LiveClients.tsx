"use client";

import { late } from "../live/late";
import { ListPlaceholder } from "../object/list/ListFrame";
import type { ObjectWords } from "../object/objectWords";
import { WhenOpen } from "../shell/WhenOpen";
import { useClientColumns } from "./clientListing";

const ClientsPage = late(async () => {
  const module = await import("./ClientsPage");
  return { default: module.ClientsPage };
});

export function LiveClients({ words }: { words: ObjectWords }) {
  const columns = useClientColumns(words);
  return (
    <WhenOpen placeholder={<ListPlaceholder words={words} columns={columns} />}>
      <ClientsPage words={words} />
    </WhenOpen>
  );
}
