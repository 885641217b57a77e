"use client";

import { FactEntries } from "../object/detail/FactEntries";
import { HistoryPart } from "../object/detail/HistoryPart";
import { ObjectSheet } from "../object/detail/ObjectSheet";
import { SheetHead } from "../object/detail/parts";
import type { ListState } from "../object/list/useListState";
import { StatusMark } from "../object/ObjectMarks";
import type { ObjectWords } from "../object/objectWords";
import { Skeleton } from "../ui/Skeleton";
import { AccessPart } from "./AccessPart";
import type { Client } from "./clientListing";
import { CompanyPart } from "./CompanyPart";
import { ContactPart } from "./ContactPart";
import { IdentitiesPart } from "./IdentitiesPart";
import { SessionsPart } from "./SessionsPart";
import { type ClientDetail, useClient } from "./useClients";

interface ClientSheetProps {
  words: ObjectWords;
  state: ListState;
  rows: readonly Client[];
}

export function ClientSheet({ words, state, rows }: ClientSheetProps) {
  const { client, error } = useClient(state.list.open);
  return (
    <ObjectSheet<ShownClient>
      words={words}
      state={state}
      rows={rows}
      loaded={client?.frontendUser}
      error={error}
      actions={undefined}
    >
      {(shown) => (
        <>
          <SheetHead
            name={shown.displayName}
            about={shown.email}
            marks={<StatusMark words={words} {...shown} />}
          />
          {client === undefined ? <PartsSkeleton /> : <Parts client={client} />}
          <HistoryPart objectId={shown.id} words={words} />
          <FactEntries {...shown} />
        </>
      )}
    </ObjectSheet>
  );
}

type ShownClient = ClientDetail["frontendUser"];

function Parts({ client }: { client: ClientDetail }) {
  return (
    <>
      <ContactPart client={client} />
      <CompanyPart contact={client.contact} />
      <IdentitiesPart identities={client.identities} />
      <SessionsPart client={client} />
      <AccessPart user={client.frontendUser} />
    </>
  );
}

function PartsSkeleton() {
  return (
    <div className="flex flex-col gap-4 border-b px-5 py-5">
      <Skeleton className="h-3 w-24" />
      <Skeleton className="h-16 w-full rounded-lg" />
      <Skeleton className="h-3 w-28" />
      <Skeleton className="h-10 w-full rounded-lg" />
    </div>
  );
}
