import { expect, test } from "vitest";
import { DAY, HOUR } from "../../lib/time";
import { weekBounds } from "../../lib/weeks";

const berlin = (nowMs: number, count = 1) => weekBounds(nowMs, "Europe/Berlin", count);

test("weeks begin on Mondays at midnight of the time zone", () => {
  const monday = Date.parse("2026-11-16T00:00:00+01:00");
  for (const now of [monday, monday + 1, Date.parse("2026-11-22T23:59:59.999+01:00")]) {
    expect(berlin(now)).toEqual([monday, monday + 7 * DAY]);
  }
  expect(berlin(monday - 1)).toEqual([monday - 7 * DAY, monday]);
});

test("the week in which clocks change is an hour longer or shorter", () => {
  const [first = 0, second = 0, third = 0] = berlin(Date.parse("2026-10-27T12:00:00Z"), 2);
  expect([second - first, third - second]).toEqual([7 * DAY + HOUR, 7 * DAY]);
  const [from = 0, to = 0] = berlin(Date.parse("2026-03-29T12:00:00Z"));
  expect(to - from).toBe(7 * DAY - HOUR);
});

test("where clocks never show midnight, the day begins when they are put forward", () => {
  // In Casablanca clocks went from 00:00 to 01:00 on Monday, 1 June 2009.
  const casablanca = weekBounds(Date.parse("2009-06-03T12:00:00Z"), "Africa/Casablanca", 2);
  expect(casablanca.map((ms) => new Date(ms).toISOString())).toEqual([
    "2009-05-25T00:00:00.000Z",
    "2009-06-01T00:00:00.000Z",
    "2009-06-07T23:00:00.000Z",
  ]);
});

test("time zones may be off by quarters of an hour, and west of UTC", () => {
  const now = Date.parse("2026-11-16T03:00:00Z");
  expect(weekBounds(now, "Asia/Kathmandu", 1)[0]).toBe(Date.parse("2026-11-15T18:15:00Z"));
  expect(weekBounds(now, "America/New_York", 1)[0]).toBe(Date.parse("2026-11-09T05:00:00Z"));
  expect(weekBounds(now, "Pacific/Kiritimati", 1)[0]).toBe(Date.parse("2026-11-15T10:00:00Z"));
});
