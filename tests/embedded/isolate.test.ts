import { describe, expect, test } from "vitest";
import { bundleDefinition } from "../../embedded/runtime/bundle";
import { Isolate, IsolateError } from "../../embedded/runtime/isolate";

const NOW = 1_700_000_000_000;

function isolate(log: string[] = []): Isolate {
  const host = {
    now: () => NOW,
    log: (line: string) => void log.push(line),
    syscall: (op: string, args: string) => {
      if (op === "fail") throw new IsolateError("refused", '{"code":"NO"}');
      return JSON.stringify({ op, args: JSON.parse(args) as unknown });
    },
  };
  return new Isolate("var modules = {};", { env: { GREETING: "hello" }, host });
}

function run(source: string, argument: unknown = null): unknown {
  return JSON.parse(isolate().run(`async (modules, argument) => { ${source} }`, JSON.stringify(argument)));
}

describe("what a query or mutation finds in its realm", () => {
  test("a clock that stands still", () => {
    expect(
      run("return [Date.now(), new Date().getTime(), new Date(5).getTime(), new Date() instanceof Date]"),
    ).toEqual([NOW, NOW, 5, true]);
  });

  test("the environment of its component and nothing of the host's", () => {
    expect(run("return [process.env.GREETING, process.env.PATH ?? null, typeof require]")).toEqual([
      "hello",
      null,
      "undefined",
    ]);
  });

  test("an encoder that long texts do not keep busy for a noticeable part of the second that there is", () => {
    const startedMs = performance.now();
    expect(run("return new TextEncoder().encode('ü'.repeat(3_000_000)).length")).toBe(6_000_000);
    expect(performance.now() - startedMs).toBeLessThan(500);
  });

  test("UTF-8 both ways, base64, URLs and random bytes", () => {
    expect(run("return new TextDecoder().decode(new TextEncoder().encode(argument))", "Grüße 👋 שלום")).toBe(
      "Grüße 👋 שלום",
    );
    expect(
      run("return [atob(btoa('abc')), new URL('https://a.example/b?c=1').searchParams.get('c')]"),
    ).toEqual(["abc", "1"]);
    expect(
      run("return [crypto.getRandomValues(new Uint8Array(16)).length, crypto.randomUUID().length]"),
    ).toEqual([16, 36]);
  });

  test("deep copies", () => {
    const source = `
      const value = { list: [1, { a: new Date(3) }], map: new Map([["k", new Set([1])]]) };
      value.self = value;
      const copy = structuredClone(value);
      return [copy.list[1].a.getTime(), copy.map.get("k").has(1), copy.self === copy, copy.list === value.list];`;
    expect(run(source)).toEqual([3, true, true, false]);
  });

  test.each(["fetch('https://a.example')", "setTimeout(() => {}, 1)"])("no %s", (source) => {
    expect(() => run(source)).toThrow("in queries and mutations. Please consider using an action.");
  });

  test.each([
    "new Response()",
    "new ReadableStream()",
    "new TextDecoder().decode(undefined, { stream: true })",
  ])("refuses %s by name", (source) => {
    expect(() => run(source)).toThrow(
      "is not supported in queries and mutations by the embedded deployment.",
    );
  });

  test("console lines in Convex's form", () => {
    const log: string[] = [];
    isolate(log).run(`() => console.warn("careful", { a: 1 })`, "null");
    expect(log).toEqual(["[WARN] 'careful' { a: 1 }"]);
  });
});

describe("how a call ends", () => {
  test("a syscall's answer and its failure arrive in the realm", () => {
    expect(run("return JSON.parse(await Convex.asyncSyscall('op', '{\"a\":1}'))")).toEqual({
      op: "op",
      args: { a: 1 },
    });
    expect(
      run(
        "try { await Convex.asyncSyscall('fail', '{}') } catch (e) { return [e instanceof Error, e.message, e.data] }",
      ),
    ).toEqual([true, "refused", { code: "NO" }]);
  });

  test("an endless loop is cut off, and says so", () => {
    expect(() => run("for (;;) {}")).toThrow("Function execution timed out (maximum duration: 1s)");
  }, 20_000);

  test("an endless chain of microtasks is cut off, too", () => {
    expect(() => run("const again = () => Promise.resolve().then(again); await again();")).toThrow(
      "timed out",
    );
  }, 20_000);

  test("a promise that nobody resolves is an error at once", () => {
    expect(() => run("await new Promise(() => {})")).toThrow("can never resolve");
  });
});

test("bundling names a module that is missing", async () => {
  const modules = [
    { path: "a.js", source: 'import "./b.js";', sourceMap: null, environment: "isolate" as const },
  ];
  await expect(bundleDefinition(modules, ["a.js"])).rejects.toThrow(
    'Cannot find module "./b.js" imported by "a.js".',
  );
});
