/* eslint-disable */
/**
 * Generated `api` utility.
 *
 * THIS CODE IS AUTOMATICALLY GENERATED.
 *
 * To regenerate, run `npx convex dev`.
 * @module
 */

import type * as api_v1_answer from "../api/v1/answer.js";
import type * as api_v1_app from "../api/v1/app.js";
import type * as api_v1_auth from "../api/v1/auth.js";
import type * as api_v1_body from "../api/v1/body.js";
import type * as api_v1_contacts from "../api/v1/contacts.js";
import type * as api_v1_crmOrganizations from "../api/v1/crmOrganizations.js";
import type * as api_v1_endpoint from "../api/v1/endpoint.js";
import type * as api_v1_health from "../api/v1/health.js";
import type * as api_v1_openApi from "../api/v1/openApi.js";
import type * as api_v1_organization from "../api/v1/organization.js";
import type * as api_v1_origins from "../api/v1/origins.js";
import type * as api_v1_parse from "../api/v1/parse.js";
import type * as apiKeys from "../apiKeys.js";
import type * as audit from "../audit.js";
import type * as auth from "../auth.js";
import type * as authApi from "../authApi.js";
import type * as authNode from "../authNode.js";
import type * as bulk from "../bulk.js";
import type * as crmApi from "../crmApi.js";
import type * as crmOntology from "../crmOntology.js";
import type * as crmOrganizationsApi from "../crmOrganizationsApi.js";
import type * as crons from "../crons.js";
import type * as dashboard from "../dashboard.js";
import type * as demo from "../demo.js";
import type * as frontendUserQueries from "../frontendUserQueries.js";
import type * as frontendUsers from "../frontendUsers.js";
import type * as gateway from "../gateway.js";
import type * as http from "../http.js";
import type * as invitations from "../invitations.js";
import type * as lib_admission from "../lib/admission.js";
import type * as lib_apiObjects from "../lib/apiObjects.js";
import type * as lib_apiOperations from "../lib/apiOperations.js";
import type * as lib_auditActors from "../lib/auditActors.js";
import type * as lib_auditLog from "../lib/auditLog.js";
import type * as lib_auditNames from "../lib/auditNames.js";
import type * as lib_clientAddress from "../lib/clientAddress.js";
import type * as lib_clientContacts from "../lib/clientContacts.js";
import type * as lib_clients from "../lib/clients.js";
import type * as lib_credentials from "../lib/credentials.js";
import type * as lib_crm_contacts from "../lib/crm/contacts.js";
import type * as lib_crm_organizations from "../lib/crm/organizations.js";
import type * as lib_demo_bulk from "../lib/demo/bulk.js";
import type * as lib_demo_companies from "../lib/demo/companies.js";
import type * as lib_demo_customers from "../lib/demo/customers.js";
import type * as lib_demo_person from "../lib/demo/person.js";
import type * as lib_demo_prospects from "../lib/demo/prospects.js";
import type * as lib_demo_seedDemo from "../lib/demo/seedDemo.js";
import type * as lib_figures from "../lib/figures.js";
import type * as lib_frontendSessions from "../lib/frontendSessions.js";
import type * as lib_frontendUsers from "../lib/frontendUsers.js";
import type * as lib_gateway from "../lib/gateway.js";
import type * as lib_idempotency from "../lib/idempotency.js";
import type * as lib_indexRange from "../lib/indexRange.js";
import type * as lib_input from "../lib/input.js";
import type * as lib_invitations from "../lib/invitations.js";
import type * as lib_keys from "../lib/keys.js";
import type * as lib_listArgs from "../lib/listArgs.js";
import type * as lib_lists from "../lib/lists.js";
import type * as lib_lists_rows from "../lib/lists/rows.js";
import type * as lib_members from "../lib/members.js";
import type * as lib_memberships from "../lib/memberships.js";
import type * as lib_mergeSorted from "../lib/mergeSorted.js";
import type * as lib_objectStore from "../lib/objectStore.js";
import type * as lib_objectStore_audit from "../lib/objectStore/audit.js";
import type * as lib_objectStore_completion from "../lib/objectStore/completion.js";
import type * as lib_objectStore_counts from "../lib/objectStore/counts.js";
import type * as lib_objectStore_document from "../lib/objectStore/document.js";
import type * as lib_objectStore_indexing from "../lib/objectStore/indexing.js";
import type * as lib_objectStore_links from "../lib/objectStore/links.js";
import type * as lib_organizations from "../lib/organizations.js";
import type * as lib_portal from "../lib/portal.js";
import type * as lib_portalCompany from "../lib/portalCompany.js";
import type * as lib_portalExport from "../lib/portalExport.js";
import type * as lib_rateLimits from "../lib/rateLimits.js";
import type * as lib_search from "../lib/search.js";
import type * as lib_secrets from "../lib/secrets.js";
import type * as lib_sessionRows from "../lib/sessionRows.js";
import type * as lib_sessions from "../lib/sessions.js";
import type * as lib_signIn from "../lib/signIn.js";
import type * as lib_smallLists from "../lib/smallLists.js";
import type * as lib_staff from "../lib/staff.js";
import type * as lib_tenants from "../lib/tenants.js";
import type * as lib_titles from "../lib/titles.js";
import type * as lib_visibility from "../lib/visibility.js";
import type * as maintenance from "../maintenance.js";
import type * as measure from "../measure.js";
import type * as members from "../members.js";
import type * as membersApi from "../membersApi.js";
import type * as organizationApi from "../organizationApi.js";
import type * as organizations from "../organizations.js";
import type * as portalPages from "../portalPages.js";
import type * as schemas_core from "../schemas/core.js";
import type * as schemas_lists from "../schemas/lists.js";
import type * as schemas_objects from "../schemas/objects.js";
import type * as schemas_platform from "../schemas/platform.js";
import type * as search from "../search.js";
import type * as setup from "../setup.js";

import type {
  ApiFromModules,
  FilterApi,
  FunctionReference,
} from "convex/server";

declare const fullApi: ApiFromModules<{
  "api/v1/answer": typeof api_v1_answer;
  "api/v1/app": typeof api_v1_app;
  "api/v1/auth": typeof api_v1_auth;
  "api/v1/body": typeof api_v1_body;
  "api/v1/contacts": typeof api_v1_contacts;
  "api/v1/crmOrganizations": typeof api_v1_crmOrganizations;
  "api/v1/endpoint": typeof api_v1_endpoint;
  "api/v1/health": typeof api_v1_health;
  "api/v1/openApi": typeof api_v1_openApi;
  "api/v1/organization": typeof api_v1_organization;
  "api/v1/origins": typeof api_v1_origins;
  "api/v1/parse": typeof api_v1_parse;
  apiKeys: typeof apiKeys;
  audit: typeof audit;
  auth: typeof auth;
  authApi: typeof authApi;
  authNode: typeof authNode;
  bulk: typeof bulk;
  crmApi: typeof crmApi;
  crmOntology: typeof crmOntology;
  crmOrganizationsApi: typeof crmOrganizationsApi;
  crons: typeof crons;
  dashboard: typeof dashboard;
  demo: typeof demo;
  frontendUserQueries: typeof frontendUserQueries;
  frontendUsers: typeof frontendUsers;
  gateway: typeof gateway;
  http: typeof http;
  invitations: typeof invitations;
  "lib/admission": typeof lib_admission;
  "lib/apiObjects": typeof lib_apiObjects;
  "lib/apiOperations": typeof lib_apiOperations;
  "lib/auditActors": typeof lib_auditActors;
  "lib/auditLog": typeof lib_auditLog;
  "lib/auditNames": typeof lib_auditNames;
  "lib/clientAddress": typeof lib_clientAddress;
  "lib/clientContacts": typeof lib_clientContacts;
  "lib/clients": typeof lib_clients;
  "lib/credentials": typeof lib_credentials;
  "lib/crm/contacts": typeof lib_crm_contacts;
  "lib/crm/organizations": typeof lib_crm_organizations;
  "lib/demo/bulk": typeof lib_demo_bulk;
  "lib/demo/companies": typeof lib_demo_companies;
  "lib/demo/customers": typeof lib_demo_customers;
  "lib/demo/person": typeof lib_demo_person;
  "lib/demo/prospects": typeof lib_demo_prospects;
  "lib/demo/seedDemo": typeof lib_demo_seedDemo;
  "lib/figures": typeof lib_figures;
  "lib/frontendSessions": typeof lib_frontendSessions;
  "lib/frontendUsers": typeof lib_frontendUsers;
  "lib/gateway": typeof lib_gateway;
  "lib/idempotency": typeof lib_idempotency;
  "lib/indexRange": typeof lib_indexRange;
  "lib/input": typeof lib_input;
  "lib/invitations": typeof lib_invitations;
  "lib/keys": typeof lib_keys;
  "lib/listArgs": typeof lib_listArgs;
  "lib/lists": typeof lib_lists;
  "lib/lists/rows": typeof lib_lists_rows;
  "lib/members": typeof lib_members;
  "lib/memberships": typeof lib_memberships;
  "lib/mergeSorted": typeof lib_mergeSorted;
  "lib/objectStore": typeof lib_objectStore;
  "lib/objectStore/audit": typeof lib_objectStore_audit;
  "lib/objectStore/completion": typeof lib_objectStore_completion;
  "lib/objectStore/counts": typeof lib_objectStore_counts;
  "lib/objectStore/document": typeof lib_objectStore_document;
  "lib/objectStore/indexing": typeof lib_objectStore_indexing;
  "lib/objectStore/links": typeof lib_objectStore_links;
  "lib/organizations": typeof lib_organizations;
  "lib/portal": typeof lib_portal;
  "lib/portalCompany": typeof lib_portalCompany;
  "lib/portalExport": typeof lib_portalExport;
  "lib/rateLimits": typeof lib_rateLimits;
  "lib/search": typeof lib_search;
  "lib/secrets": typeof lib_secrets;
  "lib/sessionRows": typeof lib_sessionRows;
  "lib/sessions": typeof lib_sessions;
  "lib/signIn": typeof lib_signIn;
  "lib/smallLists": typeof lib_smallLists;
  "lib/staff": typeof lib_staff;
  "lib/tenants": typeof lib_tenants;
  "lib/titles": typeof lib_titles;
  "lib/visibility": typeof lib_visibility;
  maintenance: typeof maintenance;
  measure: typeof measure;
  members: typeof members;
  membersApi: typeof membersApi;
  organizationApi: typeof organizationApi;
  organizations: typeof organizations;
  portalPages: typeof portalPages;
  "schemas/core": typeof schemas_core;
  "schemas/lists": typeof schemas_lists;
  "schemas/objects": typeof schemas_objects;
  "schemas/platform": typeof schemas_platform;
  search: typeof search;
  setup: typeof setup;
}>;

/**
 * A utility for referencing Convex functions in your app's public API.
 *
 * Usage:
 * ```js
 * const myFunctionReference = api.myModule.myFunction;
 * ```
 */
export declare const api: FilterApi<
  typeof fullApi,
  FunctionReference<any, "public">
>;

/**
 * A utility for referencing Convex functions in your app's internal API.
 *
 * Usage:
 * ```js
 * const myFunctionReference = internal.myModule.myFunction;
 * ```
 */
export declare const internal: FilterApi<
  typeof fullApi,
  FunctionReference<any, "internal">
>;

export declare const components: {
  rateLimiter: import("@convex-dev/rate-limiter/_generated/component.js").ComponentApi<"rateLimiter">;
};
