import fc from "fast-check";
import { cronJobs, makeFunctionReference } from "convex/server";
import { describe, expect, test } from "vitest";
import { nextRun } from "../../embedded/jobs/schedule";
import type { JsonObject } from "../../embedded/types";

const MINUTE = 60_000;
const at = (iso: string) => Date.parse(iso);
const next = (schedule: JsonObject, from: string) =>
  new Date(nextRun(schedule, null, at(from), "job")).toISOString();

describe("nextRun", () => {
  // A Wednesday.
  const now = "2024-02-28T23:59:30.000Z";

  test.each<[JsonObject, string]>([
    [{ type: "hourly", minuteUTC: 5 }, "2024-02-29T00:05:00.000Z"],
    [{ type: "daily", hourUTC: 0, minuteUTC: 0 }, "2024-02-29T00:00:00.000Z"],
    [{ type: "daily", hourUTC: 23, minuteUTC: 59 }, "2024-02-29T23:59:00.000Z"],
    [{ type: "weekly", dayOfWeek: "wednesday", hourUTC: 12, minuteUTC: 30 }, "2024-03-06T12:30:00.000Z"],
    [{ type: "weekly", dayOfWeek: "sunday", hourUTC: 0, minuteUTC: 0 }, "2024-03-03T00:00:00.000Z"],
    [{ type: "monthly", day: 29, hourUTC: 1, minuteUTC: 2 }, "2024-02-29T01:02:00.000Z"],
    [{ type: "monthly", day: 31, hourUTC: 1, minuteUTC: 2 }, "2024-03-31T01:02:00.000Z"],
    [{ type: "cron", cron: "*/15 9-10 * * *" }, "2024-02-29T09:00:00.000Z"],
    [{ type: "cron", cron: "0 12 * * 1,5" }, "2024-03-01T12:00:00.000Z"],
    [{ type: "cron", cron: "0 12 * * MON-TUE" }, "2024-03-04T12:00:00.000Z"],
    [{ type: "cron", cron: "0 0 29 feb *" }, "2024-02-29T00:00:00.000Z"],
    [{ type: "cron", cron: "0 0 1 * 6" }, "2024-03-01T00:00:00.000Z"],
    [{ type: "cron", cron: "30 4/12 * * *" }, "2024-02-29T04:30:00.000Z"],
  ])("%j", (schedule, expected) => {
    expect(next(schedule, now)).toBe(expected);
  });

  test("a job that is due this very minute has its next run later", () => {
    expect(next({ type: "hourly", minuteUTC: 30 }, "2024-01-01T10:30:00.000Z")).toBe(
      "2024-01-01T11:30:00.000Z",
    );
    expect(next({ type: "cron", cron: "0 0 29 2 *" }, "2024-02-29T00:00:00.000Z")).toBe(
      "2028-02-29T00:00:00.000Z",
    );
  });

  test.each([
    "* * * *",
    "60 * * * *",
    "0 12 * * 7",
    "a * * * *",
    "5-1 * * * *",
    "*/0 * * * *",
    "1,,2 * * * *",
    "0 0 L * *",
  ])("refuses the expression %s", (cron) => {
    expect(() => next({ type: "cron", cron }, now)).toThrow("Invalid cron expression");
  });

  test("refuses a date that never comes", () => {
    expect(() => next({ type: "cron", cron: "0 0 31 2 *" }, now)).toThrow("Could not compute next timestamp");
  });

  test("spreads jobs without a minute over the hour, each at its own", () => {
    const run = (name: string) => nextRun({ type: "hourly" }, null, at(now), name);
    expect(run("one")).toBe(run("one"));
    expect(new Set(["one", "two", "three", "four"].map(run)).size).toBeGreaterThan(1);
  });

  test("an interval begins at once, keeps its rhythm and leaves out what was missed", () => {
    const schedule = { type: "interval", minutes: 5 };
    expect(nextRun(schedule, null, 1_000)).toBe(1_000);
    expect(nextRun(schedule, 1_000, 1_000)).toBe(1_000 + 5 * MINUTE);
    expect(nextRun(schedule, 1_000, 1_000 + 12 * MINUTE)).toBe(1_000 + 15 * MINUTE);
    expect(nextRun(schedule, 1_000, 500)).toBe(1_000 + 5 * MINUTE);
  });

  test("reads what convex's own cronJobs() prints", () => {
    const crons = cronJobs();
    const target = makeFunctionReference<"mutation">("jobs:tick");
    crons.interval("interval", { seconds: 30 }, target);
    crons.hourly("hourly", { minuteUTC: 1 }, target);
    crons.daily("daily", { hourUTC: 2 }, target);
    crons.weekly("weekly", { dayOfWeek: "friday", hourUTC: 3, minuteUTC: 4 }, target);
    crons.monthly("monthly", { day: 5, hourUTC: 6, minuteUTC: 7 }, target);
    crons.cron("cron", "8 9 * * *", target);
    const printed = JSON.parse((crons as unknown as { export(): string }).export()) as Record<
      string,
      { schedule: JsonObject }
    >;
    const times = Object.values(printed).map(({ schedule }) => nextRun(schedule, null, at(now), "x"));
    expect(times.every((time) => time >= at(now))).toBe(true);
    expect(new Date(times[4] ?? 0).toISOString()).toBe("2024-03-05T06:07:00.000Z");
  });

  test("is the first matching minute, compared with a walk over all minutes", () => {
    const minute = fc.integer({ min: 0, max: 59 });
    const hour = fc.integer({ min: 0, max: 23 });
    const start = fc.integer({ min: at("2023-12-01"), max: at("2025-03-01") });
    fc.assert(
      fc.property(
        minute,
        hour,
        fc.integer({ min: 0, max: 6 }),
        start,
        (minuteUTC, hourUTC, weekday, from) => {
          const time = nextRun({ type: "cron", cron: `${minuteUTC} ${hourUTC} * * ${weekday}` }, null, from);
          let walk = Math.floor(from / MINUTE) * MINUTE + MINUTE;
          const matches = (date: Date) =>
            date.getUTCMinutes() === minuteUTC &&
            date.getUTCHours() === hourUTC &&
            date.getUTCDay() === weekday;
          while (!matches(new Date(walk))) walk += MINUTE;
          expect(time).toBe(walk);
        },
      ),
      { numRuns: 50 },
    );
  });
});
