import type { en } from "@/messages/en";
import type { AuditAction, AuditTexts } from "./auditTexts";
import { type Change, changesIn } from "./changes";
import { type AuditField, fieldTitle, valueText } from "./valueWords";

export interface Told {
  sentence: keyof typeof en.audit.log;
  values: Readonly<Record<string, string | number>>;
}

/** Longer values stand only where one looks at the changes themselves. */
const VALUE_LENGTH_MAX = 60;
const FIELDS_NAMED_MAX = 3;
/** Fields that follow from others, and those that mean nothing to people. */
const derived = ["contactDecidedByStaff", "oauthId"];
const namedBy = ["firstName", "lastName", "email"];

/** What changed in the fields of something: one of them with its values, several by their names. */
export function toldUpdate(action: AuditAction, texts: AuditTexts): Told {
  const all = changesIn(action, texts);
  const names = new Set(all.map(({ name }) => name));
  const isTold = ({ name }: Change) =>
    !derived.includes(name) && !(name === "name" && namedBy.some((other) => names.has(other)));
  const telling = all.filter(isTold);
  const changes = telling.length === 0 ? all : telling;
  const [first] = changes;
  const alone = changes.length === 1 && first !== undefined ? toldAlone(first, texts) : undefined;
  return alone ?? { sentence: "fieldsChanged", values: { fields: fieldList(changes, texts) } };
}

function toldAlone(change: Change, texts: AuditTexts): Told | undefined {
  if (change.name === "tags") return toldTags(change);
  const before = shortText(texts, change, change.before);
  const after = shortText(texts, change, change.after);
  if (before === null || after === null) return undefined;
  const field = inSentence(fieldTitle(texts, change), texts);
  if (after === undefined) {
    return before === undefined ? undefined : { sentence: "fieldCleared", values: { field, before } };
  }
  return before === undefined
    ? { sentence: "fieldSet", values: { field, after } }
    : { sentence: "fieldChanged", values: { field, before, after } };
}

/** Null for what is too long or too intricate for a sentence. */
function shortText(texts: AuditTexts, field: AuditField, value: unknown): string | undefined | null {
  const kind = texts.types[field.type]?.fields.find(({ name }) => name === field.name)?.kind;
  if (kind === "reference" || kind === "text" || kind === "json") return null;
  const text = valueText(texts, field, value);
  return text === undefined || (text.length <= VALUE_LENGTH_MAX && !text.includes("\n")) ? text : null;
}

function toldTags({ before, after }: Change): Told | undefined {
  const earlier = tagsIn(before);
  const later = tagsIn(after);
  const added = later.filter((tag) => !earlier.includes(tag));
  const removed = earlier.filter((tag) => !later.includes(tag));
  if (added.length + removed.length === 0 || (added.length > 0 && removed.length > 0)) return undefined;
  const tags = added.length > 0 ? added : removed;
  const text = tags.join(", ");
  if (text.length > VALUE_LENGTH_MAX) return undefined;
  return {
    sentence: added.length > 0 ? "tagsAdded" : "tagsRemoved",
    values: { tags: text, count: tags.length },
  };
}

function tagsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((tag) => typeof tag === "string") : [];
}

function fieldList(changes: readonly Change[], texts: AuditTexts): string {
  const { t, language } = texts;
  const titles = changes.map((change) =>
    t("fieldInList", { field: inSentence(fieldTitle(texts, change), texts) }),
  );
  if (titles.length <= FIELDS_NAMED_MAX) return new Intl.ListFormat(language).format(titles);
  const named = titles.slice(0, FIELDS_NAMED_MAX - 1);
  return t("andMore", { fields: named.join(", "), count: titles.length - named.length });
}

/** German keeps the capitals of nouns. In English only names and abbreviations like “Tax ID” have them. */
function inSentence(title: string, { language }: AuditTexts): string {
  const isAbbreviation = /^\p{Lu}{2}/u.test(title);
  return language === "de" || isAbbreviation ? title : title.charAt(0).toLowerCase() + title.slice(1);
}
