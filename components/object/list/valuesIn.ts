/** The values of an open set that stand in front of the reader, for suggestions. */
export function valuesIn<Row>(rows: readonly Row[], valuesOf: (row: Row) => readonly string[]): string[] {
  return [...new Set(rows.flatMap(valuesOf))].sort((a, b) => a.localeCompare(b));
}
