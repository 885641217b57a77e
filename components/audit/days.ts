import { DAY } from "@/lib/time";

/** `2026-11-20` of a moment, where the clocks show this time zone. */
export function dayOf(atMs: number, timeZone: string): string {
  return isoDate(timeZone).format(atMs);
}

/** The first moment of a day. Undefined for what is no day. */
export function startOfDay(day: string, timeZone: string): number | undefined {
  const utc = Date.parse(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(day) || Number.isNaN(utc)) return undefined;
  // The offset of the zone is not known before the moment is, so it is tried on both sides of a possible change. Where
  // clocks skip midnight, the day begins when it does in the offset from before.
  const fits = [utc - DAY, utc + DAY]
    .map((near) => utc - offsetAt(near, timeZone))
    .filter((start) => dayOf(start, timeZone) === day);
  return fits.length === 0 ? undefined : Math.min(...fits);
}

/** The last millisecond of a day. */
export function endOfDay(day: string, timeZone: string): number | undefined {
  const start = startOfDay(day, timeZone);
  if (start === undefined) return undefined;
  // Days have up to 25 hours, and noon of the next one is in it whichever it is.
  const next = startOfDay(dayOf(start + 1.5 * DAY, timeZone), timeZone);
  return next === undefined ? undefined : next - 1;
}

const known = new Map<string, Intl.DateTimeFormat>();

/** Sweden writes dates as ISO does. */
function isoDate(timeZone: string): Intl.DateTimeFormat {
  const format = known.get(timeZone) ?? new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeZone });
  known.set(timeZone, format);
  return format;
}

/** What has to be added to UTC for the time that clocks show, at a moment without milliseconds. */
function offsetAt(atMs: number, timeZone: string): number {
  const shown = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "medium", timeZone });
  return Date.parse(`${shown.format(atMs).replace(" ", "T")}Z`) - atMs;
}
