import { describe, expect, test } from "vitest";
import type * as z from "zod";
import { inLanguage, translated } from "@/components/i18n/refusals";
import { contactInput, contactPatch } from "@/lib/contacts/object";
import { crmOrganizationInput, crmOrganizationPatch } from "@/lib/crmOrganizations/object";
import { errorCatalogue } from "@/lib/errors";
import { invitationInput, memberPatch, newUser } from "@/lib/members/object";
import { detailsOf } from "@/lib/ontology/problems";
import { organizationPatch } from "@/lib/organizations/object";
import problemsOfGerman from "@/messages/de/problems.json";
import german from "@/messages/de/refusals.json";
import problems from "@/messages/en/problems.json";
import { findRefusals } from "../support/refusalSentences";

/**
 * Programs read these in English, and no screen shows them: the HTTP API with its gateway, the SDK, and what the
 * holder of the admin key calls.
 */
const forPrograms =
  /^(convex\/(_generated|api|demo|lib\/demo|setup|measure|gateway|lib\/(gateway|admission|idempotency))|lib\/(api|sdk))\b/u;

const found = findRefusals(["convex", "lib"], forPrograms);
const sample = (sentence: string) => sentence.replaceAll("{}", "7");

describe("the German of refusals", () => {
  test("knows every sentence with which a function of the screens refuses", () => {
    const untranslated = [...found.sentences].filter((one) => translated(sample(one), german) === undefined);
    expect(untranslated).toEqual([]);
    // A guard for the reader of the sources: it must not be blind.
    expect(found.sentences.size).toBeGreaterThan(50);
    expect(found.sentences).toContain("Your role ({}) may not do that.");
    expect(found.sentences).toContain("must not be nested deeper than {} levels");
  });

  test("misses no place where a message is put together in a way that cannot be followed", () => {
    expect([...found.unseen]).toEqual([]);
  });

  test("knows what zod itself says about the fields of forms", () => {
    expect([...saidByZod()].filter((sentence) => translated(sentence, german) === undefined)).toEqual([]);
  });

  test("has no sentence that nothing says", () => {
    const said = [...found.sentences, ...saidByZod()];
    const isSaid = (key: string) =>
      said.some((one) => one === key || translated(sample(one), { [key]: "x" }) !== undefined) ||
      [...found.sentences].some((one) => translated(sample(key), { [one]: "x" }) !== undefined);
    expect(Object.keys(german).filter((key) => !isSaid(key))).toEqual([]);
  });

  test("uses no value that the English sentence does not give", () => {
    const places = (text: string) => text.split("{}").length;
    expect(Object.entries(german).filter(([key, text]) => places(text) > places(key))).toEqual([]);
  });
});

describe("the sentences for codes", () => {
  test("are those of the catalogue of errors in English, and one for each code in German", () => {
    const texts = Object.entries(errorCatalogue).map(([code, { text }]) => [code, text]);
    expect(problems.codes).toEqual(Object.fromEntries(texts));
    expect(Object.keys(problemsOfGerman.codes)).toEqual(Object.keys(errorCatalogue));
  });
});

describe("inLanguage", () => {
  const refusal = {
    code: "INVALID_REQUEST",
    error: "The request is not valid.",
    details: [
      { path: "name", message: "must have at most 50 characters" },
      { path: "other", message: "is not in the table" },
    ],
  };

  test("leaves English as it is", async () => {
    expect(await inLanguage(refusal, "en")).toBe(refusal);
  });

  test("puts values where the other language has them, and falls back where a sentence is unknown", async () => {
    expect(await inLanguage(refusal, "de")).toEqual({
      code: "INVALID_REQUEST",
      error: problemsOfGerman.codes.INVALID_REQUEST,
      details: [
        { path: "name", message: "Höchstens 50 Zeichen sind möglich." },
        { path: "other", message: problemsOfGerman.field },
      ],
    });
    expect((await inLanguage({ code: "NEW_CODE", error: "Something new." }, "de")).error).toBe(
      problemsOfGerman.any,
    );
  });

  test("takes the sentence itself before a pattern, and the longer of two patterns", () => {
    const table = { "no {}.": "kurz: {}", "no {} at {}.": "lang: {}, {}", "no way.": "genau" };
    expect(translated("no way.", table)).toBe("genau");
    expect(translated("no tea.", table)).toBe("kurz: tea");
    expect(translated("no tea at noon.", table)).toBe("lang: tea, noon");
    expect(translated("no .", table)).toBeUndefined();
    expect(translated("know tea.", table)).toBeUndefined();
  });
});

/** What is wrong with values that no form should send, and with some that people do type. */
function saidByZod(): Set<string> {
  const long = "x".repeat(100_000);
  const texts = ["", " ", long, "\u0000", "javascript:alert(1)", "nobody", `${"x".repeat(300)}@x.example`];
  const lists = [Array.from({ length: 3000 }, (_, index) => `a${index}`), [""], [1], [long]];
  const values = [null, undefined, -1, 1.5, 1e300, true, ...texts, ...lists, {}, { unknown: 1, street: "" }];
  const forms = [
    ...[contactInput, contactPatch, crmOrganizationInput, crmOrganizationPatch],
    ...[organizationPatch, invitationInput, memberPatch, newUser],
  ];
  return new Set(forms.flatMap((form) => values.flatMap((value) => messagesFor(form, value))));
}

function messagesFor(form: z.ZodObject, value: unknown): string[] {
  const names = Object.keys(form.shape);
  const input = { ...Object.fromEntries(names.map((name) => [name, value])), nme: 1, unheardOf: 1 };
  const parsed = form.safeParse(input);
  return parsed.success ? [] : detailsOf(parsed.error, names).map(({ message }) => message);
}
