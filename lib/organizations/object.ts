import * as z from "zod";
import { isLoopbackHost } from "../network";
import type { AbsentAsNull } from "../ontology/defineObject";
import { address, line } from "../ontology/fields";
import { patchOf } from "../ontology/patch";

const ORIGINS_MAX = 20;

/** What the tenant says about itself. Table, functions, API and forms follow from this declaration. */
export const organizationSettings = z.strictObject({
  name: line().meta({ title: "Name", examples: ["Analytical Engines"] }),
  locale: line(35)
    .refine(isLocale, "is not a locale that is known")
    .meta({ title: "Language", examples: ["en-GB"] }),
  timeZone: line(100)
    .refine(isTimeZone, "is not a time zone that is known")
    .meta({ title: "Time zone", examples: ["Europe/London"] }),
  currency: z
    .string()
    .refine(isCurrency, "is not a currency that is known")
    .meta({ title: "Currency", examples: ["GBP"] }),
  address: address()
    .optional()
    .meta({
      title: "Address",
      examples: [{ street: "12 St James's Square", city: "London", country: "GB" }],
    }),
  taxId: line(100)
    .optional()
    .meta({ title: "Tax ID", examples: ["GB-1815-12-10"] }),
  allowedOrigins: z
    .array(origin())
    .max(ORIGINS_MAX)
    .overwrite((origins) => [...new Set(origins)])
    .default([])
    .meta({
      title: "Allowed origins",
      description: "Origins whose pages may read the API's answers.",
      examples: [["https://portal.engines.example"]],
    }),
});

/** The body of PATCH and the `updates` argument of `updateOrganization`. */
export const organizationPatch = z.strictObject(patchOf(organizationSettings.shape));

export type OrganizationSettings = z.output<typeof organizationSettings>;
export type OrganizationPatch = z.output<typeof organizationPatch>;

/** The organization as every door shows it. */
export type Organization = AbsentAsNull<OrganizationSettings> & {
  id: string;
  version: number;
  createdAt: number;
  updatedAt: number;
};

/**
 * Scheme, host and port, as browsers name them in the header `Origin`. Answers hold business data, so pages must come
 * over TLS, unless from the machine itself, and a pattern like `*` is never an origin.
 */
function origin() {
  return z
    .string()
    .trim()
    .max(300)
    .overwrite((value) => originOf(value) ?? value)
    .refine((value) => originOf(value) !== null, "must be an origin like https://portal.example");
}

function originOf(value: string): string | null {
  const url = attempt(() => new URL(value));
  if (url === null) {
    return null;
  }
  const isSafe = url.protocol === "https:" || (url.protocol === "http:" && isLoopbackHost(url.hostname));
  return isSafe && url.href === `${url.origin}/` && !url.hostname.includes("*") ? url.origin : null;
}

function isLocale(value: string): boolean {
  return attempt(() => Intl.DateTimeFormat.supportedLocalesOf(value))?.length === 1;
}

function isTimeZone(value: string): boolean {
  return attempt(() => new Intl.DateTimeFormat("en", { timeZone: value })) !== null;
}

function isCurrency(value: string): boolean {
  return Intl.supportedValuesOf("currency").includes(value);
}

/** `URL` and `Intl` throw at what they cannot read. */
function attempt<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch {
    return null;
  }
}
