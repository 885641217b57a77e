import { expect, test } from "vitest";
import { nearest } from "../../lib/nearest";

const options = ["port", "backend-port", "site-port", "data", "no-portal", "no-demo", "help"];

test.each([
  ["prot", "port"],
  ["backendport", "backend-port"],
  ["sitePort", "site-port"],
  ["dta", "data"],
  ["nodemo", "no-demo"],
])("%s was meant to be %s", (typed, meant) => {
  expect(nearest(typed, options)).toBe(meant);
});

test.each(["", "x", "verbose", "a".repeat(100_000)])("nothing is near %.10s", (typed) => {
  expect(nearest(typed, options)).toBeNull();
});
