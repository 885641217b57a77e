import { DAY } from "./time";

/**
 * Where weeks begin, on Mondays at the first moment of the day in that time zone: `count` weeks of which the last holds
 * `nowMs`, and the beginning of the week after it. Weeks are not all equally long: clocks are changed.
 */
export function weekBounds(nowMs: number, timeZone: string, count: number): number[] {
  const offsetAt = offsetsOf(timeZone);
  const today = Math.floor((nowMs + offsetAt(nowMs)) / DAY);
  const monday = today - ((today + THURSDAY) % 7);
  return Array.from({ length: count + 1 }, (_, index) =>
    beginningOf((monday + (index + 1 - count) * 7) * DAY, offsetAt),
  );
}

/** The epoch began on a Thursday, the fourth day of a week. */
const THURSDAY = 3;

/** What clocks of a time zone are ahead of UTC at a moment, in milliseconds. */
type OffsetAt = (ms: number) => number;

function offsetsOf(timeZone: string): OffsetAt {
  const format = new Intl.DateTimeFormat("en-US", {
    ...{ timeZone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric" },
    ...{ hour: "numeric", minute: "numeric", second: "numeric" },
  });
  return (ms) => {
    const parts = new Map(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
    const day = Date.UTC(part("year"), part("month") - 1, part("day"));
    const clock = Date.UTC(1970, 0, 1, part("hour"), part("minute"), part("second"));
    return day + clock - Math.floor(ms / 1000) * 1000;
  };
}

/**
 * The moment at which clocks show this midnight, given as if it were in UTC. Where they never show it, because they are
 * put forward then, it is the moment at which they are.
 */
function beginningOf(midnight: number, offsetAt: OffsetAt): number {
  const [before, after] = [midnight - offsetAt(midnight - DAY), midnight - offsetAt(midnight + DAY)];
  const shown = [before, after].filter((ms) => ms + offsetAt(ms) === midnight);
  return shown.length === 0 ? before : Math.min(...shown);
}
