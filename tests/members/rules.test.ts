import { describe, expect, test } from "vitest";
import { isAppError } from "../../lib/errors";
import {
  checkMayDecide,
  checkOwnerRemains,
  checkRoom,
  mayHaveInvited,
  MEMBERS_MAX,
} from "../../lib/members/rules";
import { roles } from "../../lib/permissions/matrix";

function codeOf(check: () => void): string {
  try {
    check();
    return "none";
  } catch (error) {
    return isAppError(error) ? error.data.code : String(error);
  }
}

const below = roles.filter((role) => role !== "owner");

describe("checkMayDecide()", () => {
  test("lets an owner decide about everybody", () => {
    expect(codeOf(() => checkMayDecide("owner", roles))).toBe("none");
  });

  test.each(below)("keeps owners out of reach of a role like %s, whichever side they stand on", (power) => {
    expect(codeOf(() => checkMayDecide(power, below))).toBe("none");
    expect(codeOf(() => checkMayDecide(power, ["owner", "viewer"]))).toBe("FORBIDDEN");
    expect(codeOf(() => checkMayDecide(power, [power, "owner"]))).toBe("FORBIDDEN");
  });

  test("keeps owners and admins out of reach of API keys", () => {
    expect(codeOf(() => checkMayDecide("apiKey", ["member", "accountant", "viewer"]))).toBe("none");
    expect(codeOf(() => checkMayDecide("apiKey", ["viewer", "admin"]))).toBe("FORBIDDEN");
    expect(codeOf(() => checkMayDecide("apiKey", ["owner"]))).toBe("FORBIDDEN");
  });
});

describe("checkOwnerRemains()", () => {
  test.each([...below, null])("refuses to make the last owner %s", (to) => {
    expect(codeOf(() => checkOwnerRemains({ from: "owner", to, owners: 1 }))).toBe("INVALID_STATE");
    expect(codeOf(() => checkOwnerRemains({ from: "owner", to, owners: 2 }))).toBe("none");
  });

  test("does not mind what happens to others, or nothing", () => {
    expect(codeOf(() => checkOwnerRemains({ from: "admin", to: null, owners: 1 }))).toBe("none");
    expect(codeOf(() => checkOwnerRemains({ from: "owner", to: "owner", owners: 1 }))).toBe("none");
  });
});

test("mayHaveInvited() is true for what the sender could still send", () => {
  const kept = [...roles, null].map((sender) => roles.filter((role) => mayHaveInvited(sender, role)));
  expect(kept).toEqual([roles, below, [], [], [], []]);
});

test("checkRoom() counts members and invitations together", () => {
  expect(codeOf(() => checkRoom({ members: MEMBERS_MAX - 2, invitations: 1 }))).toBe("none");
  expect(codeOf(() => checkRoom({ members: MEMBERS_MAX - 1, invitations: 1 }))).toBe("INVALID_STATE");
});
