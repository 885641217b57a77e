import type { FunctionReturnType } from "convex/server";
import { api } from "@/convex/_generated/api";
import { useLiveQuery } from "../live/useLiveQuery";
import type { ObjectList } from "../object/list/objectList";
import { type Objects, useListArgs, useObjects } from "../object/list/useObjects";
import { useOneObject } from "../object/list/useOneObject";
import { useSession } from "../session/SessionProvider";
import type { Client } from "./clientListing";

/** A row comes with its contact, so that pages are shorter than those of other lists. */
export const clientPageSizes = [25, 50, 100] as const;
const PAGE_SIZE_MAX = 100;

export type ClientDetail = FunctionReturnType<typeof api.frontendUsers.getFrontendUser>;

export function useClients(given: ObjectList): Objects<Client> {
  const list = { ...given, size: Math.min(given.size, PAGE_SIZE_MAX) };
  const { linked } = list.values;
  const args = useListArgs(list);
  const { sessionId, organizationId, status } = args.scope;
  const scope = {
    ...{ sessionId, organizationId, status },
    ...(linked === undefined ? {} : { linked: linked === "yes" }),
  };
  const { listFrontendUsers, countFrontendUsers } = api.frontendUsers;
  const page = useLiveQuery(listFrontendUsers, args.isSearch ? "skip" : { ...scope, ...args.page });
  const count = useLiveQuery(countFrontendUsers, args.isSearch ? "skip" : scope);
  const found = useLiveQuery(listFrontendUsers, args.isSearch ? { ...scope, ...args.search } : "skip");
  return useObjects(list, { page, count, found }, ({ frontendUsers }) => frontendUsers);
}

export function useClient(id: string | undefined) {
  const { sessionId } = useSession();
  const args = id === undefined ? "skip" : { sessionId, frontendUserId: id };
  const query = useLiveQuery(api.frontendUsers.getFrontendUser, args);
  const { object: client, error } = useOneObject(id, query);
  return { client, error };
}
