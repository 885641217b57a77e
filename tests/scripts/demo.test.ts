import { expect, test } from "vitest";
import { knownDemo } from "../../scripts/lib/demo";

const demo = {
  organizationId: "j570",
  apiKey: "ghk_test_a",
  portalKey: "ghk_test_b",
  staff: { email: "mara@nordlicht.example", password: "x" },
  clients: [],
};
const last = {
  portalUrl: null,
  idpUrl: null,
  deploymentUrl: "http://a",
  siteUrl: "http://b",
  adminKey: "embedded|1",
  demo,
};

test("the secrets of an earlier start stay known, also to a start without the demo", () => {
  expect(knownDemo({ adminKey: "embedded|1" }, last)).toEqual(demo);
});

test("those of another deployment, and of none, do not count", () => {
  expect(knownDemo({ adminKey: "embedded|2" }, last)).toBeNull();
  expect(knownDemo({ adminKey: "embedded|1" }, { ...last, demo: null })).toBeNull();
  expect(knownDemo({ adminKey: "embedded|1" }, null)).toBeNull();
});
