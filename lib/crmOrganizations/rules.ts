/** Two spellings of one company's name: letter case and white space do not count, accents do. */
export function normalisedName(name: string): string {
  return name.normalize("NFKC").trim().replace(/\s+/gu, " ").toLowerCase();
}
