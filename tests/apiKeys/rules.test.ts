import { describe, expect, test } from "vitest";
import { checkMayGive, isActive, rotation } from "../../lib/apiKeys/rules";
import { isAppError } from "../../lib/errors";
import { type Role, scopes } from "../../lib/permissions/matrix";
import { DAY, HOUR } from "../../lib/time";

function codeOf(check: () => unknown): string {
  try {
    check();
    return "none";
  } catch (error) {
    return isAppError(error) ? error.data.code : String(error);
  }
}

function givenBy(role: Role) {
  return scopes.filter((scope) => codeOf(() => checkMayGive(role, [scope])) === "none");
}

describe("checkMayGive()", () => {
  test("lets owners and admins give everything", () => {
    expect([givenBy("owner"), givenBy("admin")]).toEqual([scopes, scopes]);
  });

  test("lets nobody give what their role does not have, so never `*`", () => {
    expect(givenBy("viewer").every((scope) => scope.endsWith(":read"))).toBe(true);
    expect(givenBy("accountant")).toContain("invoices:write");
    expect(givenBy("accountant")).not.toContain("contacts:write");
    for (const role of ["member", "accountant", "viewer"] as const) {
      expect(givenBy(role)).not.toContain("*");
      expect(givenBy(role)).not.toContain("portal:sync");
      expect(givenBy(role)).not.toContain("members:write");
    }
  });

  test("one scope too many is enough", () => {
    expect(codeOf(() => checkMayGive("viewer", ["contacts:read", "contacts:write"]))).toBe("FORBIDDEN");
  });
});

describe("rotation()", () => {
  const nowMs = 1000 * DAY;
  const key = { createdAt: nowMs - 10 * DAY, expiresAt: null, revokedAt: null };

  test("lets the old key run on for the overlap", () => {
    const { old, expiresAt } = rotation(key, { overlapHours: 24, nowMs });
    expect({ old, expiresAt }).toEqual({ old: { expiresAt: nowMs + DAY, revokedAt: null }, expiresAt: null });
    expect(isActive({ ...key, ...old }, nowMs + DAY - 1)).toBe(true);
    expect(isActive({ ...key, ...old }, nowMs + DAY)).toBe(false);
  });

  test("ends the old key at once without an overlap", () => {
    const { old } = rotation(key, { overlapHours: 0, nowMs });
    expect(isActive({ ...key, ...old }, nowMs)).toBe(false);
  });

  test("prolongs nothing, and gives the new key as long as the old one was given", () => {
    const ending = { ...key, expiresAt: nowMs + HOUR };
    const { old, expiresAt } = rotation(ending, { overlapHours: 24, nowMs });
    expect(old.expiresAt).toBe(nowMs + HOUR);
    expect(expiresAt).toBe(nowMs + 10 * DAY + HOUR);
  });

  test.each([-1, NaN, Infinity, 721])("refuses an overlap of %d hours", (overlapHours) => {
    expect(codeOf(() => rotation(key, { overlapHours, nowMs }))).toBe("INVALID_REQUEST");
  });

  test.each([{ revokedAt: 1 }, { expiresAt: nowMs }])("refuses a key that has ended: %j", (end) => {
    expect(codeOf(() => rotation({ ...key, ...end }, { overlapHours: 1, nowMs }))).toBe("INVALID_STATE");
  });
});
