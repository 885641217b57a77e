import { describe, expect, test } from "vitest";
import { formatLocale, languageOf } from "@/components/i18n/language";

describe("languageOf", () => {
  test("goes by the reader's choice before the browser's wishes", () => {
    expect(languageOf("en", "de")).toBe("en");
    expect(languageOf("de", "en-US,en;q=0.9")).toBe("de");
  });

  test.each([
    ["de-AT,de;q=0.9,en;q=0.8", "de"],
    ["fr-FR, fr;q=0.9, de;q=0.5, en;q=0.4", "de"],
    ["en;q=0.2, de;q=0.7", "de"],
    ["de;q=0, en;q=0.1", "en"],
    ["fr", "en"],
    ["*", "en"],
    ["", "en"],
    [null, "en"],
    [";;;q=x,,=", "en"],
  ])("reads what the browser accepts: %s → %s", (header, language) => {
    expect(languageOf(undefined, header)).toBe(language);
    expect(languageOf("klingon", header)).toBe(language);
  });
});

describe("formatLocale", () => {
  test("is the organization's where it is of the reader's language", () => {
    expect(formatLocale("de", "de-AT")).toBe("de-AT");
    expect(formatLocale("en", "en-GB")).toBe("en-GB");
    expect(formatLocale("en", "de-AT")).toBe("en");
  });
});
