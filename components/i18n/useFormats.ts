import { useLocale } from "use-intl/react";
import { useSession } from "../session/SessionProvider";
import { dateFormat, numberFormat, timeFormat } from "./formats";
import { formatLocale } from "./language";

export interface Formats {
  locale: string;
  timeZone: string;
  number: (value: number) => string;
  /** A day. */
  date: (atMs: number) => string;
  /** A moment of a day. */
  moment: (atMs: number) => string;
  /** The time of a moment whose day is said already. */
  time: (atMs: number) => string;
}

/** Numbers and dates for staff: in the reader's language, as the organization in front of them writes them. */
export function useFormats(): Formats {
  const language = useLocale();
  const { locale: organizationLocale, timeZone } = useSession().organization;
  const locale = formatLocale(language, organizationLocale);
  return {
    locale,
    timeZone,
    number: (value) => numberFormat(locale).format(value),
    date: (atMs) => dateFormat(locale, timeZone, false).format(atMs),
    moment: (atMs) => dateFormat(locale, timeZone, true).format(atMs),
    time: (atMs) => timeFormat(locale, timeZone).format(atMs),
  };
}
