import type { JsonObject } from "../types";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** February 29 recurs within eight years even where a century skips one. */
const SEARCH_DAYS_MAX = 8 * 366 + 1;

const DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const UNITS = { seconds: SECOND, minutes: MINUTE, hours: HOUR } as const;

/**
 * When a cron job runs next, in UTC. An interval begins at once and then keeps its rhythm; everything else runs at the
 * first matching minute. Whatever was missed until `nowMs` is left out. `spread` picks the minute where none is given.
 */
export function nextRun(schedule: JsonObject, previousMs: number | null, nowMs: number, spread = ""): number {
  if (schedule.type !== "interval") return nextMatch(parseCron(toCron(schedule, spread)), nowMs);
  if (previousMs === null) return nowMs;
  const step = intervalMs(schedule);
  return previousMs + step * Math.max(1, Math.floor((nowMs - previousMs) / step) + 1);
}

function intervalMs(schedule: JsonObject): number {
  for (const [unit, length] of Object.entries(UNITS)) {
    const count = schedule[unit];
    if (typeof count === "number" && Number.isInteger(count) && count > 0) return count * length;
  }
  throw new Error("Interval must be an integer greater than 0");
}

function toCron(schedule: JsonObject, spread: string): string {
  const minute = schedule.minuteUTC ?? minuteOf(spread);
  const { hourUTC, day, dayOfWeek } = schedule;
  switch (schedule.type) {
    case "hourly":
      return `${show(minute)} * * * *`;
    case "daily":
      return `${show(minute)} ${show(hourUTC)} * * *`;
    case "weekly":
      return `${show(minute)} ${show(hourUTC)} * * ${show(dayOfWeek).slice(0, 3)}`;
    case "monthly":
      return `${show(minute)} ${show(hourUTC)} ${show(day)} * *`;
    case "cron":
      return show(schedule.cron);
    default:
      throw new Error(`Unknown schedule type ${show(schedule.type)}`);
  }
}

function show(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? null);
}

/** Jobs without a minute are spread over the hour, each always at its own. */
function minuteOf(spread: string): number {
  let hash = 0;
  for (const character of spread) hash = (hash * 31 + character.charCodeAt(0)) % 60;
  return hash;
}

interface Cron {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly matchesDay: (date: Date) => boolean;
}

function parseCron(text: string): Cron {
  const fields = text.trim().split(/\s+/);
  const [minute = "", hour = "", day = "", month = "", weekday = ""] = fields;
  if (fields.length !== 5) throw new Error(`Invalid cron expression "${text}": expected five fields`);
  const parse = (field: string, low: number, high: number, names: readonly string[] = []) =>
    parseField(text, field, { low, high, names });
  const days = parse(day, 1, 31);
  const months = parse(month, 1, 12, MONTHS);
  const weekdays = parse(weekday, 0, 6, DAYS);
  // As in every cron: where both kinds of day are restricted, either one is enough.
  const either = !day.startsWith("*") && !weekday.startsWith("*");
  const matchesDay = (date: Date) => {
    const [ofMonth, ofWeek] = [days.has(date.getUTCDate()), weekdays.has(date.getUTCDay())];
    return months.has(date.getUTCMonth() + 1) && (either ? ofMonth || ofWeek : ofMonth && ofWeek);
  };
  return { minutes: parse(minute, 0, 59), hours: parse(hour, 0, 23), matchesDay };
}

interface FieldRange {
  readonly low: number;
  readonly high: number;
  readonly names: readonly string[];
}

function parseField(text: string, field: string, { low, high, names }: FieldRange): Set<number> {
  const values = new Set<number>();
  for (const part of field.split(",")) {
    const match = /^(?:\*|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(part);
    const number = (word: string) =>
      /^\d+$/.test(word) ? Number(word) : names.indexOf(word.toUpperCase()) + low;
    const from = match?.[1] === undefined ? low : number(match[1]);
    const step = match?.[3] === undefined ? 1 : Number(match[3]);
    const openEnded = match?.[1] === undefined || (match[2] === undefined && match[3] !== undefined);
    const to = openEnded ? high : number(match[2] ?? match[1] ?? "");
    // A word that is no name becomes a number below the range.
    if (match === null || step < 1 || from < low || to > high || from > to) {
      throw new Error(`Invalid cron expression "${text}": cannot read "${part}"`);
    }
    for (let value = from; value <= to; value += step) values.add(value);
  }
  return values;
}

function nextMatch({ minutes, hours, matchesDay }: Cron, afterMs: number): number {
  const first = Math.floor(afterMs / MINUTE) * MINUTE + MINUTE;
  for (let day = Math.floor(first / DAY) * DAY, tried = 0; tried < SEARCH_DAYS_MAX; day += DAY, tried++) {
    if (!matchesDay(new Date(day))) continue;
    for (const hour of [...hours].sort((a, b) => a - b)) {
      for (const minute of [...minutes].sort((a, b) => a - b)) {
        const at = day + hour * HOUR + minute * MINUTE;
        if (at >= first) return at;
      }
    }
  }
  throw new Error("Could not compute next timestamp for cron");
}
