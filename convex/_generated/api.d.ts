/* eslint-disable */
/**
 * Generated `api` utility.
 *
 * THIS CODE IS AUTOMATICALLY GENERATED.
 *
 * To regenerate, run `npx convex dev`.
 * @module
 */

import type {
  ApiFromModules,
  FilterApi,
  FunctionReference,
} from "convex/server";
import type * as auth from "../auth.js";
import type * as authNode from "../authNode.js";
import type * as lib_lists from "../lib/lists.js";
import type * as lib_lists_rows from "../lib/lists/rows.js";
import type * as lib_objectStore from "../lib/objectStore.js";
import type * as lib_objectStore_counts from "../lib/objectStore/counts.js";
import type * as lib_objectStore_document from "../lib/objectStore/document.js";
import type * as lib_objectStore_indexing from "../lib/objectStore/indexing.js";
import type * as lib_objectStore_links from "../lib/objectStore/links.js";
import type * as lib_search from "../lib/search.js";
import type * as lib_secrets from "../lib/secrets.js";
import type * as lib_sessions from "../lib/sessions.js";
import type * as lib_staff from "../lib/staff.js";
import type * as schemas_core from "../schemas/core.js";
import type * as schemas_lists from "../schemas/lists.js";
import type * as schemas_objects from "../schemas/objects.js";
import type * as schemas_platform from "../schemas/platform.js";

/**
 * A utility for referencing Convex functions in your app's API.
 *
 * Usage:
 * ```js
 * const myFunctionReference = api.myModule.myFunction;
 * ```
 */
declare const fullApi: ApiFromModules<{
  auth: typeof auth;
  authNode: typeof authNode;
  "lib/lists": typeof lib_lists;
  "lib/lists/rows": typeof lib_lists_rows;
  "lib/objectStore": typeof lib_objectStore;
  "lib/objectStore/counts": typeof lib_objectStore_counts;
  "lib/objectStore/document": typeof lib_objectStore_document;
  "lib/objectStore/indexing": typeof lib_objectStore_indexing;
  "lib/objectStore/links": typeof lib_objectStore_links;
  "lib/search": typeof lib_search;
  "lib/secrets": typeof lib_secrets;
  "lib/sessions": typeof lib_sessions;
  "lib/staff": typeof lib_staff;
  "schemas/core": typeof schemas_core;
  "schemas/lists": typeof schemas_lists;
  "schemas/objects": typeof schemas_objects;
  "schemas/platform": typeof schemas_platform;
}>;
export declare const api: FilterApi<
  typeof fullApi,
  FunctionReference<any, "public">
>;
export declare const internal: FilterApi<
  typeof fullApi,
  FunctionReference<any, "internal">
>;

export declare const components: {
  rateLimiter: import("@convex-dev/rate-limiter/_generated/component.js").ComponentApi<"rateLimiter">;
};
