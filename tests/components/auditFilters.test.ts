import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  actionChoices,
  actionsOf,
  argsOf,
  auditedTypes,
  everything,
  isNarrowed,
  parseFilters,
  printFilters,
  withType,
} from "@/components/audit/auditFilters";
import { dayOf, endOfDay, startOfDay } from "@/components/audit/days";
import { DAY, HOUR, MINUTE } from "@/lib/time";
import { recordedActions } from "./support/recordedActions";

describe("days of a time zone", () => {
  test.each([
    ["2026-11-20", "UTC", "2026-11-20T00:00:00.000Z", "2026-11-20T23:59:59.999Z"],
    ["2026-07-01", "Europe/Berlin", "2026-06-30T22:00:00.000Z", "2026-07-01T21:59:59.999Z"],
    // 23 and 25 hours.
    ["2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00.000Z", "2026-03-29T21:59:59.999Z"],
    ["2026-10-25", "Europe/Berlin", "2026-10-24T22:00:00.000Z", "2026-10-25T22:59:59.999Z"],
    // Clocks skip midnight, and have it twice.
    ["2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00:00.000Z", "2018-11-05T01:59:59.999Z"],
    ["2026-11-01", "America/Havana", "2026-11-01T04:00:00.000Z", "2026-11-02T04:59:59.999Z"],
    ["2026-01-01", "Asia/Kathmandu", "2025-12-31T18:15:00.000Z", "2026-01-01T18:14:59.999Z"],
  ])("%s in %s", (day, zone, first, last) => {
    expect(new Date(startOfDay(day, zone) ?? NaN).toISOString()).toBe(first);
    expect(new Date(endOfDay(day, zone) ?? NaN).toISOString()).toBe(last);
  });

  test("hold every moment that clocks show as theirs, and no other", () => {
    const zones = ["UTC", "Europe/Berlin", "America/New_York", "Pacific/Auckland", "Asia/Kathmandu"];
    const moments = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2040, 0, 1) });
    fc.assert(
      fc.property(moments, fc.constantFrom(...zones), (atMs, zone) => {
        const day = dayOf(atMs, zone);
        const start = startOfDay(day, zone) ?? NaN;
        const end = endOfDay(day, zone) ?? NaN;
        expect(start).toBeLessThanOrEqual(atMs);
        expect(end).toBeGreaterThanOrEqual(atMs);
        expect(end - start).toBeGreaterThan(DAY - HOUR - MINUTE);
        expect(dayOf(start - 1, zone)).not.toBe(day);
        expect(dayOf(end + 1, zone)).not.toBe(day);
      }),
    );
  });

  test("are not made of other texts", () => {
    for (const text of ["", "today", "2026-13-01", "2026-1-1", "2026-11-20T10:00", "<script>"]) {
      expect(startOfDay(text, "Europe/Berlin")).toBeUndefined();
      expect(endOfDay(text, "Europe/Berlin")).toBeUndefined();
    }
  });
});

describe("filters in the address", () => {
  test("come back as they went", () => {
    const filters = {
      ...{ who: "user:k1", type: "crm_contact", action: "updated" },
      ...{ from: "2026-11-01", to: "2026-11-20" },
    };
    expect(parseFilters(printFilters(filters))).toEqual(filters);
    expect(printFilters(everything).toString()).toBe("");
    expect(isNarrowed(everything)).toBe(false);
    expect(isNarrowed(filters)).toBe(true);
  });

  test("leave out what cannot be asked", () => {
    const wrong = new URLSearchParams("who=nobody:1&from=yesterday&to=2026-02-31&action=x&more=1");
    expect(parseFilters(wrong)).toEqual({ ...everything, action: "x" });
  });

  test("ask for actors, and for days of the organization's time zone", () => {
    const zone = "Europe/Berlin";
    expect(argsOf({ ...everything, who: "apiKey" }, zone)).toMatchObject({ actorKind: "apiKey" });
    expect(argsOf({ ...everything, who: "user:k1" }, zone)).toMatchObject({
      ...{ actorKind: "user", actorId: "k1", objectType: undefined, from: undefined },
    });
    expect(argsOf({ ...everything, from: "2026-07-01", to: "2026-07-01" }, zone)).toMatchObject({
      ...{ from: Date.UTC(2026, 5, 30, 22), to: Date.UTC(2026, 6, 1, 22) - 1 },
    });
  });

  test("forget an action that another type does not know", () => {
    const revoked = { ...everything, type: "api_key", action: "revoked" };
    expect(withType(revoked, "invitation").action).toBe("revoked");
    expect(withType(revoked, "crm_contact").action).toBe("");
    expect(withType(revoked, "").action).toBe("revoked");
  });

  test("offer every action that the functions record", async () => {
    const recorded = await recordedActions();
    const offered: readonly string[] = actionChoices("");
    for (const { action, type, file } of recorded) {
      expect(offered, file).toContain(action);
      const known = auditedTypes.find((one) => one === type);
      if (known !== undefined) expect<readonly string[]>(actionsOf[known], file).toContain(action);
    }
  });
});
