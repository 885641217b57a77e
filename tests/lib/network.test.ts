import { describe, expect, test } from "vitest";
import { isLoopbackHost, networkOf } from "../../lib/network";

describe("an address counts as", () => {
  test.each([
    ["203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["::FFFF:127.0.0.1", "127.0.0.1"],
    ["::1", "::1"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:DB8:0001:0002::6", "2001:db8:1:2::/64"],
    ["2001:db8::6", "2001:db8:0:0::/64"],
    ["fe80::", "fe80:0:0:0::/64"],
  ])("%s: %s", (address, counted) => {
    expect(networkOf(address)).toBe(counted);
  });
});

test.each([
  ["localhost", true],
  ["portal.localhost", true],
  ["127.0.0.1", true],
  ["[::1]", true],
  ["localhost.example", false],
  ["10.0.0.1", false],
])("the host %s is this machine: %s", (hostname, local) => {
  expect(isLoopbackHost(hostname)).toBe(local);
});
