import { describe, expect, test } from "vitest";
import { parse, type MessageFormatElement, TYPE } from "@formatjs/icu-messageformat-parser";
import { de } from "@/messages/de";
import { en } from "@/messages/en";
import { messagesFor, type Namespace } from "@/messages/catalogue";

type Texts = { [key: string]: string | Texts };

/** `["shell.live.label", "Live"]` … */
function leaves(texts: Texts, path = ""): [key: string, text: string][] {
  return Object.entries(texts).flatMap(([key, text]): [string, string][] =>
    typeof text === "string" ? [[`${path}${key}`, text]] : leaves(text, `${path}${key}.`),
  );
}

const english = new Map(leaves(en));
const german = new Map(leaves(de));

/** The values and tags that a message uses, whatever its language does with them. */
function argumentsOf(elements: readonly MessageFormatElement[]): string[] {
  const names = elements.flatMap((element): string[] => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return [];
    const inner =
      element.type === TYPE.plural || element.type === TYPE.select
        ? Object.values(element.options).flatMap((option) => argumentsOf(option.value))
        : element.type === TYPE.tag
          ? argumentsOf(element.children)
          : [];
    return [`${element.type === TYPE.tag ? "tag " : ""}${element.value}`, ...inner];
  });
  return [...new Set(names)].sort();
}

describe("the catalogue of messages", () => {
  test("has the same keys in every language", () => {
    expect([...german.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test("names the same values in every language", () => {
    for (const [key, text] of english) {
      expect(argumentsOf(parse(german.get(key) ?? "")), key).toEqual(argumentsOf(parse(text)));
    }
  });

  test("has no empty text and no white space around one", () => {
    for (const [key, text] of [...english, ...german]) {
      expect(text.trim(), key).toBe(text);
      expect(text, key).not.toBe("");
    }
  });

  test("compiles to plain objects, because React hands no others to a browser", () => {
    const texts = messagesFor("en", ["session"]);
    const check = (value: unknown): void => {
      if (typeof value !== "object" || value === null || Array.isArray(value)) {
        return Array.isArray(value) ? value.forEach(check) : undefined;
      }
      expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
      Object.values(value).forEach(check);
    };
    check(texts);
    expect(JSON.stringify(texts)).toContain("minutes");
  });

  test("compiles", () => {
    const namespaces = Object.keys(en).filter((name): name is Namespace => name in en);
    expect(Object.keys(messagesFor("en", namespaces))).toEqual(namespaces);
    expect(Object.keys(messagesFor("de", namespaces))).toEqual(namespaces);
  });
});
