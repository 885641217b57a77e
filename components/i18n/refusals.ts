import type { Language } from "./language";

/** What the deployment answers when it refuses. Its sentences are English, because programs get them as well. */
export interface Refused {
  code: string;
  error: string;
  details?: readonly { path: string; message: string }[];
}

/** English sentences with `{}` where values stand, and what they are in another language. */
interface Table {
  sentences: Readonly<Partial<Record<string, string>>>;
  /** For sentences that are not in the table. */
  problems: { codes: Readonly<Partial<Record<string, string>>>; any: string; field: string };
}

/** A table is loaded when something is refused, and by those only who read its language. */
const tables: Readonly<Record<Language, (() => Promise<Table>) | undefined>> = {
  en: undefined,
  de: async () => {
    const [sentences, problems] = await Promise.all([
      import("@/messages/de/refusals.json"),
      import("@/messages/de/problems.json"),
    ]);
    return { sentences: sentences.default, problems: problems.default };
  },
};

/** The refusal in the reader's language. A table that cannot be loaded leaves it as it is. */
export async function inLanguage<Given extends Refused>(refusal: Given, language: Language): Promise<Given> {
  const table = await tables[language]?.().catch(() => undefined);
  if (table === undefined) return refusal;
  const { sentences, problems } = table;
  return {
    ...refusal,
    error: translated(refusal.error, sentences) ?? problems.codes[refusal.code] ?? problems.any,
    ...(refusal.details === undefined
      ? {}
      : {
          details: refusal.details.map(({ path, message }) => ({
            path,
            message: translated(message, sentences) ?? problems.field,
          })),
        }),
  };
}

/** Undefined when the table has nothing that fits. Of two patterns that fit, the one that says more wins. */
export function translated(sentence: string, sentences: Table["sentences"]): string | undefined {
  const exact = sentences[sentence];
  if (exact !== undefined) return exact;
  const [best] = Object.entries(sentences)
    .flatMap(([pattern, text]) => {
      const values = valuesIn(sentence, pattern);
      return values === undefined || text === undefined ? [] : [{ pattern, text, values }];
    })
    .toSorted((a, b) => b.pattern.length - a.pattern.length);
  return best === undefined ? undefined : filled(best.text, best.values);
}

/** `must have at most {} characters` in `must have at most 50 characters` → `["50"]`. */
function valuesIn(sentence: string, pattern: string): string[] | undefined {
  const [start = "", ...pieces] = pattern.split("{}");
  if (pieces.length === 0 || !sentence.startsWith(start)) return undefined;
  const values: string[] = [];
  let from = start.length;
  for (const [index, piece] of pieces.entries()) {
    const isLast = index === pieces.length - 1;
    const at = isLast ? sentence.length - piece.length : sentence.indexOf(piece, from + 1);
    if (at <= from || !sentence.startsWith(piece, at)) return undefined;
    values.push(sentence.slice(from, at));
    from = at + piece.length;
  }
  return values;
}

function filled(text: string, values: readonly string[]): string {
  return text
    .split("{}")
    .map((piece, index) => (index === 0 ? piece : `${values[index - 1] ?? ""}${piece}`))
    .join("");
}
