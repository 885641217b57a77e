"use client";

import { late } from "../live/late";
import { ListPlaceholder } from "../object/list/ListFrame";
import type { ObjectWords } from "../object/objectWords";
import { WhenOpen } from "../shell/WhenOpen";
import { useCrmOrganizationColumns } from "./crmOrganizationListing";

const CrmOrganizationsPage = late(async () => {
  const module = await import("./CrmOrganizationsPage");
  return { default: module.CrmOrganizationsPage };
});

export function LiveCrmOrganizations({ words }: { words: ObjectWords }) {
  const columns = useCrmOrganizationColumns(words);
  return (
    <WhenOpen placeholder={<ListPlaceholder words={words} columns={columns} />}>
      <CrmOrganizationsPage words={words} />
    </WhenOpen>
  );
}
