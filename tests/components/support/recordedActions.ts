import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import ts from "typescript";
import { projectFolder } from "../../../scripts/lib/project";

/** An action that some function records. The type is unknown where the code records it for any object. */
export interface RecordedAction {
  action: string;
  type: string | undefined;
  file: string;
}

/** Every action that the Convex functions record in the audit, read from their sources. */
export async function recordedActions(): Promise<RecordedAction[]> {
  const folder = path.join(projectFolder, "convex");
  const names = await readdir(folder, { recursive: true });
  const found = await Promise.all(
    names
      .filter((name) => name.endsWith(".ts") && !name.includes("_generated"))
      .map(async (name) => actionsIn(name, await readFile(path.join(folder, name), "utf8"))),
  );
  return found.flat();
}

/** Only files that record anything: other code may well have an `action` of another kind. */
function actionsIn(file: string, text: string): RecordedAction[] {
  if (!/\b(?:recordAction|insertAction)\b/u.test(text)) return [];
  const found: RecordedAction[] = [];
  const visit = (node: ts.Node): void => {
    for (const action of literalsOf(valueOf(node, "action"))) {
      found.push({ action, type: typeBeside(node), file });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return found;
}

/** Of `name: value` in an object, and of `const name = value`. */
function valueOf(node: ts.Node, name: string): ts.Expression | undefined {
  const isValue = ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node);
  return isValue && node.name.getText() === name ? node.initializer : undefined;
}

function literalsOf(value: ts.Expression | undefined): string[] {
  if (value === undefined) return [];
  if (ts.isStringLiteral(value)) return [value.text];
  return ts.isConditionalExpression(value)
    ? [...literalsOf(value.whenTrue), ...literalsOf(value.whenFalse)]
    : [];
}

function typeBeside(node: ts.Node): string | undefined {
  const beside = ts.isObjectLiteralExpression(node.parent) ? node.parent.properties : [];
  return beside.flatMap((other) => literalsOf(valueOf(other, "type")))[0];
}
