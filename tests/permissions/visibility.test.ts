import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isVisible, type Viewed, type Viewer } from "../../lib/permissions/visibility";

const viewer: Viewer = { organizationId: "o1", contactId: "c1", openCompanyId: "k1" };
const object: Viewed = { id: "x1", organizationId: "o1", archived: false, pointsTo: [] };

describe("isVisible", () => {
  test.each<[string, Partial<Viewer>, Partial<Viewed>, boolean]>([
    ["one's own contact", {}, { id: "c1" }, true],
    ["what points to one's contact", {}, { pointsTo: ["c1"] }, true],
    ["one's company, opened", {}, { id: "k1" }, true],
    ["what points to one's company, opened", {}, { pointsTo: ["k2", "k1"] }, true],
    ["one's company, not opened", { openCompanyId: null }, { id: "k1" }, false],
    ["what points to one's company, not opened", { openCompanyId: null }, { pointsTo: ["k1"] }, false],
    ["what points to others", {}, { pointsTo: ["c2", "k2"] }, false],
    ["what points to nothing", {}, {}, false],
    ["anything without a contact", { contactId: null, openCompanyId: null }, { pointsTo: ["c1"] }, false],
    ["what is archived", {}, { pointsTo: ["c1"], archived: true }, false],
    ["another organization's", {}, { pointsTo: ["c1"], organizationId: "o2" }, false],
  ])("%s", (_case, who, what, visible) => {
    expect(isVisible({ ...viewer, ...who }, { ...object, ...what })).toBe(visible);
  });

  test("never shows what neither is nor points to a door", () => {
    const ids = fc.constantFrom("c1", "c2", "k1", "k2", "x1");
    const maybe = fc.option(ids, { nil: null });
    fc.assert(
      fc.property(
        maybe,
        maybe,
        ids,
        fc.array(ids),
        fc.boolean(),
        (contactId, openCompanyId, id, pointsTo, archived) => {
          const doors = [contactId, openCompanyId];
          const reachable = [id, ...pointsTo].some((one) => doors.includes(one));
          const seen = isVisible(
            { ...viewer, contactId, openCompanyId },
            { ...object, id, pointsTo, archived },
          );
          expect(seen).toBe(reachable && !archived);
        },
      ),
    );
  });
});
