/** Longer words are not indexed by Convex search, which counts bytes of UTF-8. */
const WORD_BYTES_MAX = 32;
const QUERY_WORDS_MAX = 8;
const INDEXED_WORDS_MAX = 200;

/** Lower case without accents, so that "Müller", "MULLER" and "muller" are one word to search and to sort by. */
export function fold(value: string): string {
  return value.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/ß/g, "ss");
}

/** What a search matches prefixes of: runs of letters and digits, cut to what the search index holds. */
export function wordsOf(value: string): string[] {
  return (fold(value).match(/[\p{L}\p{N}]+/gu) ?? []).map(cutToIndexed);
}

/** The text of an object's row in the search index. Numbers are also kept without the gaps that people write. */
export function searchText(values: readonly string[]): string {
  const words = values.flatMap((value) => [...wordsOf(value), ...digitsOf(value)]);
  return [...new Set(words)].slice(0, INDEXED_WORDS_MAX).join(" ");
}

/** The words of a search term, longest first: a long one finds few, and the others filter what it finds. */
export function queryWords(term: string): string[] {
  const words = [...new Set(wordsOf(term))].slice(0, QUERY_WORDS_MAX);
  return words.sort((a, b) => b.length - a.length);
}

/** Whether every word of the query is a prefix of some word of `text`, which `searchText` made. */
export function matchesWords(text: string, words: readonly string[]): boolean {
  const present = text.split(" ");
  return words.every((word) => present.some((candidate) => candidate.startsWith(word)));
}

function digitsOf(value: string): string[] {
  const digits = value.replace(/[\s().+/-]/g, "");
  return /^\d{5,}$/.test(digits) ? [cutToIndexed(digits)] : [];
}

function cutToIndexed(word: string): string {
  let bytes = 0;
  let length = 0;
  for (const character of word) {
    bytes += utf8Length(character);
    if (bytes > WORD_BYTES_MAX) {
      return word.slice(0, length);
    }
    length += character.length;
  }
  return word;
}

function utf8Length(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
}
