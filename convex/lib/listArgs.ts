import { v } from "convex/values";
import { sorts } from "../../lib/lists/cursor";
import type { ListFilters, PageRequest } from "./lists";

/** Arguments that every list function of screens shares. */
export const filterArgs = {
  subtype: v.optional(v.string()),
  status: v.optional(v.string()),
  archived: v.optional(v.union(v.literal("false"), v.literal("true"), v.literal("all"))),
};

/** What contacts can be narrowed by besides. */
export const contactFilterArgs = { source: v.optional(v.string()), tag: v.optional(v.string()) };

/** What CRM organizations can be narrowed by besides. */
export const organizationFilterArgs = { industry: v.optional(v.string()) };

export const pageArgs = {
  sort: v.optional(v.union(...sorts.map((sort) => v.literal(sort)))),
  limit: v.optional(v.number()),
  offset: v.optional(v.number()),
  cursor: v.optional(v.string()),
};

/** Searches are paged by offset only. */
export const searchArgs = {
  searchTerm: v.string(),
  sort: pageArgs.sort,
  limit: pageArgs.limit,
  offset: pageArgs.offset,
};

export type ListArguments = PageRequest & Omit<ListFilters, "values">;

/** Separates what narrows a list from what pages it. `values` are the type's own filters. */
export function listRequest(
  { subtype, status, archived, sort, limit, offset, cursor }: ListArguments,
  values: ListFilters["values"],
): { filters: ListFilters; page: PageRequest } {
  return { filters: { subtype, status, archived, values }, page: { sort, limit, offset, cursor } };
}
