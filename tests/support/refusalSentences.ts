import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

/** What the sources say when they refuse, found in the text of the program: nothing is run. */
export interface Found {
  /** With `{}` where a value stands. */
  sentences: Set<string>;
  /** Where a message comes from something that cannot be followed: `file: expression`. */
  unseen: Set<string>;
}

/** Calls whose argument holds why something is refused. */
const refusing = new Set(["appError", "addIssue"]);
/** The parameter of small functions that refuse with what they are given. */
const HANDED_ON = "message";
/** Checks of zod; the second argument says why. Declarations are in lib/ only. */
const checking = new Set(["min", "max", "length", "regex", "refine"]);

const project = path.resolve(import.meta.dirname, "../..");

/** Reads the TypeScript files of the folders. */
export function findRefusals(folders: readonly string[], excluded: RegExp): Found {
  const found: Found = { sentences: new Set(), unseen: new Set() };
  const files = folders.flatMap((folder) =>
    readdirSync(path.join(project, folder), { recursive: true, encoding: "utf8" })
      .map((file) => `${folder}/${file}`)
      .filter((file) => file.endsWith(".ts") && !excluded.test(file)),
  );
  const sources = files.map((file) => {
    const text = readFileSync(path.join(project, file), "utf8");
    return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  });
  const handingOn = new Map(sources.flatMap(functionsThatHandOn));
  for (const source of sources) visit(source, new Sentences(source, found), handingOn);
  return found;
}

/** `refusal(path, message)` → `["refusal", 1]`: its callers are read. */
function functionsThatHandOn(source: ts.SourceFile): [name: string, index: number][] {
  return source.statements.flatMap((node): [string, number][] => {
    if (!ts.isFunctionDeclaration(node) || node.name === undefined) return [];
    const index = node.parameters.findIndex(({ name }) => name.getText() === HANDED_ON);
    return index >= 0 && node.getText().includes("appError(") ? [[node.name.text, index]] : [];
  });
}

function visit(node: ts.Node, sentences: Sentences, handingOn: ReadonlyMap<string, number>): void {
  if (ts.isCallExpression(node)) {
    const name = calledName(node.expression);
    if (refusing.has(name)) node.arguments.forEach((argument) => sentences.takeRefusal(argument));
    const told = node.arguments[handingOn.get(name) ?? (isCheck(node) ? 1 : Infinity)];
    if (told !== undefined) sentences.take(told);
  }
  ts.forEachChild(node, (child) => visit(child, sentences, handingOn));
}

function isCheck({ expression: callee }: ts.CallExpression): boolean {
  if (!callee.getSourceFile().fileName.startsWith("lib/") || !ts.isPropertyAccessExpression(callee))
    return false;
  return checking.has(callee.name.text) && callee.expression.getText() !== "Math";
}

function calledName(callee: ts.Expression): string {
  if (ts.isIdentifier(callee)) return callee.text;
  return ts.isPropertyAccessExpression(callee) ? callee.name.text : "";
}

/** Follows the expressions of one file to the texts that they can be. */
class Sentences {
  constructor(
    private readonly source: ts.SourceFile,
    private readonly found: Found,
  ) {}

  /** The properties `error` and `message` of an object, and of those in it. */
  takeRefusal(node: ts.Node): void {
    if (ts.isPropertyAssignment(node) && isTold(node.name)) return this.take(node.initializer);
    if (ts.isShorthandPropertyAssignment(node) && isTold(node.name)) return this.take(node.name);
    if (ts.isFunctionLike(node)) return;
    ts.forEachChild(node, (child) => this.takeRefusal(child));
  }

  take(expression: ts.Expression): void {
    if (ts.isIdentifier(expression) && isHandedOn(expression)) return;
    const texts = this.textsOf(expression);
    if (texts === undefined) {
      this.found.unseen.add(`${this.source.fileName}: ${expression.getText(this.source)}`);
    }
    // What holds no words is put together from a text that is found elsewhere.
    texts?.filter((text) => /\p{L}{2}/u.test(text)).forEach((text) => this.found.sentences.add(text));
  }

  private textsOf(node: ts.Expression, depth = 0): string[] | undefined {
    if (depth > 8) return undefined;
    if (ts.isStringLiteralLike(node)) return [node.text];
    if (ts.isTemplateExpression(node)) return this.textsOfTemplate(node, depth);
    if (ts.isParenthesizedExpression(node)) return this.textsOf(node.expression, depth);
    if (node.kind === ts.SyntaxKind.NullKeyword) return [];
    if (ts.isConditionalExpression(node)) return this.textsOfAll([node.whenTrue, node.whenFalse], depth);
    if (ts.isIdentifier(node)) {
      const value = this.constants.get(node.text);
      return value === undefined ? undefined : this.textsOf(value, depth + 1);
    }
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      const returned = this.functions.get(node.expression.text);
      return returned === undefined ? undefined : this.textsOfAll(returned, depth + 1);
    }
    return undefined;
  }

  private textsOfAll(nodes: readonly ts.Expression[], depth: number): string[] | undefined {
    const texts = nodes.map((node) => this.textsOf(node, depth));
    // A function that calls itself, or another that calls it, adds nothing new where it is met again.
    return depth > 0 && texts.some((text) => text !== undefined)
      ? texts.flatMap((text) => text ?? [])
      : texts.every((text) => text !== undefined)
        ? texts.flat()
        : undefined;
  }

  private textsOfTemplate({ head, templateSpans }: ts.TemplateExpression, depth: number): string[] {
    return templateSpans.reduce<string[]>(
      (texts, { expression, literal }) => {
        const values = this.textsOf(expression, depth + 1) ?? ["{}"];
        return texts.flatMap((text) => values.map((value) => `${text}${value}${literal.text}`));
      },
      [head.text],
    );
  }

  private get constants(): ReadonlyMap<string, ts.Expression> {
    return declarationsOf(this.source).constants;
  }

  private get functions(): ReadonlyMap<string, ts.Expression[]> {
    return declarationsOf(this.source).functions;
  }
}

function isHandedOn(used: ts.Identifier): boolean {
  const around = ts.findAncestor(used, ts.isFunctionDeclaration);
  return (
    used.text === HANDED_ON && around?.parameters.some(({ name }) => name.getText() === HANDED_ON) === true
  );
}

function isTold(name: ts.PropertyName): boolean {
  return ts.isIdentifier(name) && ["error", "message"].includes(name.text);
}

interface Declarations {
  constants: Map<string, ts.Expression>;
  /** What each function of the file returns. */
  functions: Map<string, ts.Expression[]>;
}

const known = new WeakMap<ts.SourceFile, Declarations>();

function declarationsOf(source: ts.SourceFile): Declarations {
  const earlier = known.get(source);
  if (earlier !== undefined) return earlier;
  const declared: Declarations = { constants: new Map(), functions: new Map() };
  const collect = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer !== undefined) {
      declared.constants.set(node.name.text, node.initializer);
    }
    if (ts.isFunctionDeclaration(node) && node.name !== undefined) {
      declared.functions.set(node.name.text, returnsOf(node));
    }
    ts.forEachChild(node, collect);
  };
  collect(source);
  known.set(source, declared);
  return declared;
}

function returnsOf(declaration: ts.FunctionDeclaration): ts.Expression[] {
  const returned: ts.Expression[] = [];
  const collect = (node: ts.Node): void => {
    if (ts.isReturnStatement(node) && node.expression !== undefined) returned.push(node.expression);
    if (!ts.isFunctionLike(node)) ts.forEachChild(node, collect);
  };
  ts.forEachChild(declaration, collect);
  return returned;
}
