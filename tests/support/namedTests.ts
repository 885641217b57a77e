import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

/** A test by its title, and the titles of the describes around it, outermost first. */
export interface NamedTest {
  readonly describes: readonly string[];
  readonly title: string;
}

const tests = path.resolve(import.meta.dirname, "..");

/** Every test of tests/ with a title that stands in its source, those of `test.each` as they are written. */
export function namedTests(): NamedTest[] {
  const files = readdirSync(tests, { recursive: true, encoding: "utf8" });
  return files.filter((file) => file.endsWith(".test.ts")).flatMap(testsIn);
}

function testsIn(file: string): NamedTest[] {
  const text = readFileSync(path.join(tests, file), "utf8");
  const found: NamedTest[] = [];
  const visit = (node: ts.Node, describes: readonly string[]): void => {
    const call = ts.isCallExpression(node) ? titledCall(node) : null;
    if (call?.kind === "test") {
      found.push({ describes, title: call.title });
    }
    const inner = call?.kind === "describe" ? [...describes, call.title] : describes;
    ts.forEachChild(node, (child) => visit(child, inner));
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest), []);
  return found;
}

/** `test("…")`, `describe("…")`, and both with `.each(…)` and the like in between. */
function titledCall({ expression, arguments: [first] }: ts.CallExpression) {
  const kind = rootName(expression);
  if (first === undefined || !ts.isStringLiteralLike(first) || (kind !== "test" && kind !== "describe")) {
    return null;
  }
  return { kind, title: first.text };
}

function rootName(node: ts.Node): string | null {
  if (ts.isIdentifier(node)) {
    return node.text;
  }
  return ts.isPropertyAccessExpression(node) || ts.isCallExpression(node) ? rootName(node.expression) : null;
}
