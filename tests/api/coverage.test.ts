import { expect, test } from "vitest";
import type { DocumentedResponse } from "../../lib/api/document/shared";
import { namedTests } from "../support/namedTests";
import { apiDocument, declaredAt } from "../support/openApiCheck";

const named = namedTests();
const declared = Object.entries(apiDocument().paths).flatMap(([path, methods]) =>
  Object.entries(methods).flatMap(([method, { responses, security }]) =>
    Object.keys(responses).map((status) => {
      const response = declaredAt<DocumentedResponse>(["paths", path, method, "responses", status])?.value;
      const codes = Object.keys(response?.content["application/json"]?.examples ?? {});
      return { route: `${method.toUpperCase()} ${path}`, status, codes, isOpen: security.length === 0 };
    }),
  ),
);

/** These depend on what a route does; the others are proven of all of them together, in `describe("every route")`. */
const ownCodes = ["CONFLICT", "INVALID_STATE"];

/** The statuses that a title begins with: `409 when …`, `401, 403, 404 in this order`, `413 and 415 as for POST`. */
function statusesOf(title: string): string[] {
  const [statuses = ""] = /^\d{3}((, | and )\d{3})*/.exec(title) ?? [];
  return statuses.match(/\d{3}/g) ?? [];
}

/** The routes that a title names: itself, or those in `DELETE /crm/… and POST /crm/…/restore`. */
function routesOf(title: string): string[] {
  return title === "every route" ? [title] : (title.match(/(GET|POST|PATCH|DELETE) \/[\w{}/.-]+/g) ?? []);
}

test("every status of every route is proven by a test that is named by both", () => {
  const proven = new Set(
    named.flatMap(({ describes, title }) =>
      describes.flatMap(routesOf).flatMap((route) => statusesOf(title).map((status) => `${route} ${status}`)),
    ),
  );
  const unproven = declared
    // Routes without a credential only say what they know already: nothing in them could fail.
    .filter(({ status, isOpen }) => !(isOpen && status === "500"))
    .filter(({ route, status, codes, isOpen }) => {
      const isCommon = !isOpen && !codes.some((code) => ownCodes.includes(code));
      return !proven.has(`${route} ${status}`) && !(isCommon && proven.has(`every route ${status}`));
    });
  expect(unproven.map(({ route, status }) => `${route} ${status}`)).toEqual([]);
});

test("no test names a route of the API that is not there", () => {
  const routes = new Set(declared.map(({ route }) => route));
  const claims = named.flatMap(({ describes }) => describes).filter((title) => title !== "every route");
  // Those of the web app are below /api.
  const ofTheApi = claims.flatMap(routesOf).filter((route) => !route.includes(" /api/"));
  expect([...new Set(ofTheApi)].filter((route) => !routes.has(route))).toEqual([]);
});
