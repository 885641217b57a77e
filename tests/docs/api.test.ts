import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { inProject } from "../../scripts/lib/project";
import { sharedGuildhall } from "../support/sharedGuildhall";
import { type Example, examplesOf } from "./support/blocks";
import { differencesOf } from "./support/output";
import { runShell, runTypeScript } from "./support/run";
import { Shown } from "./support/shown";

const examples = examplesOf(readFileSync(inProject("docs/api.md"), "utf8"));
const shell = examples.filter(({ code }) => code.language === "sh");
const typescript = examples.filter(({ code }) => code.language === "ts");

function environment() {
  const { siteUrl, demo } = sharedGuildhall();
  return { GUILDHALL_URL: siteUrl, GUILDHALL_KEY: demo.apiKey, GUILDHALL_PORTAL_KEY: demo.portalKey };
}

function named(all: readonly Example[]): [string, Example][] {
  return all.map((example) => [`line ${example.code.line}`, example]);
}

/** Later examples are about what earlier ones made, so they run in the order of the page. */
describe("docs/api.md", () => {
  const shown = new Shown();

  test.each(named(shell))("%s: the command answers what is shown", async (_line, { code, output }) => {
    const printed = await runShell(shown.filled(code.text), environment());
    expect(output === null ? [] : differencesOf(output, printed, shown)).toEqual([]);
  });

  test("the TypeScript examples have sound types and print what is shown", async () => {
    const printed = await runTypeScript(
      typescript.map(({ code }) => code.text),
      environment(),
    );
    expect(printed).toHaveLength(typescript.length);
    for (const [index, { code, output }] of typescript.entries()) {
      const differences = output === null ? [] : differencesOf(output, printed[index] ?? "", shown);
      expect(differences, `line ${code.line}`).toEqual([]);
    }
  });
});

describe("what a page shows", () => {
  const id = (letter: string) => letter.repeat(32);

  test("is compared field by field", () => {
    const shown = new Shown();
    expect(shown.differences({ a: 1, b: [true] }, { a: 1, b: [true] })).toEqual([]);
    expect(shown.differences({ a: 1 }, { a: 2 })).toEqual([".a: shown 1, got 2"]);
    expect(shown.differences({ a: "x" }, { a: "y", b: null })).toHaveLength(2);
    expect(shown.differences([1], [1, 2])).toHaveLength(1);
  });

  test("is remembered where it differs from run to run", () => {
    const shown = new Shown();
    expect(shown.differences({ id: id("a"), at: 1e12 }, { id: id("b"), at: 2e12 })).toEqual([]);
    expect(shown.filled(`curl /contacts/${id("a")}`)).toBe(`curl /contacts/${id("b")}`);
    expect(shown.differences({ id: id("a") }, { id: id("c") })).toHaveLength(1);
  });

  test("of an answer with its head may leave out headers and body", () => {
    const output = { language: "http", text: 'HTTP/1.1 200 OK\nETag: "1"', line: 1 };
    const printed = (etag: string) => `HTTP/1.1 200 OK\r\nx: y\r\netag: ${etag}\r\n\r\n{}`;
    expect(differencesOf(output, printed('"1"'), new Shown())).toEqual([]);
    expect(differencesOf(output, printed('"2"'), new Shown())).toHaveLength(1);
  });
});
