/** Making a formatter costs a hundred times what using it does, and a long list uses one in every row. */
const known = new Map<string, Intl.DateTimeFormat>();
const knownNumbers = new Map<string, Intl.NumberFormat>();

/** A day like "Mar 4, 2026", or a moment of it, in the words of a locale. */
export function dateFormat(locale: string, timeZone: string, withTime: boolean): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${withTime}`;
  const format =
    known.get(key) ??
    new Intl.DateTimeFormat(locale, {
      dateStyle: "medium",
      ...(withTime ? { timeStyle: "short" } : {}),
      timeZone,
    });
  known.set(key, format);
  return format;
}

/** A time like "2:32 PM", where the day is said already. */
export function timeFormat(locale: string, timeZone: string): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone}`;
  const format = known.get(key) ?? new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone });
  known.set(key, format);
  return format;
}

export function numberFormat(locale: string): Intl.NumberFormat {
  const format = knownNumbers.get(locale) ?? new Intl.NumberFormat(locale);
  knownNumbers.set(locale, format);
  return format;
}
