import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import { inProject } from "./lib/project";

const LINES_TOLERANCE = 0.1;

/** Fails when a document names a path, a script or a link target that does not exist, or a line count that is far off. */
const documents = [
  "README.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  "embedded/README.md",
  ...(await below("docs")),
];
const scripts = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(await readFile(inProject("package.json"), "utf8"))).scripts;
const problems = (await Promise.all(documents.map(problemsOf))).flat();
for (const problem of problems) {
  console.error(problem);
}
process.exitCode = problems.length === 0 ? 0 : 1;

async function below(folder: string): Promise<string[]> {
  const names = await readdir(inProject(folder), { recursive: true });
  return names.filter((name) => name.endsWith(".md")).map((name) => `${folder}/${name}`);
}

async function problemsOf(document: string): Promise<string[]> {
  const lines = (await readFile(inProject(document), "utf8")).split("\n");
  return lines.flatMap((line, index) => {
    const missing = [...missingPaths(line), ...missingScripts(line), ...missingLinks(line, document)];
    const problems = [...missing.map((what) => `${what} does not exist`), ...wrongLineCounts(line)];
    return problems.map((problem) => `${document}:${index + 1}: ${problem}`);
  });
}

/** What stands in backticks and looks like a path of this project: a known top-level name, or a file with a known ending. */
function missingPaths(line: string): string[] {
  const quoted = [...line.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? "");
  return quoted.filter((text) => looksLikePath(text) && !existsSync(inProject(text)));
}

function looksLikePath(text: string): boolean {
  if (
    !/^\.?[\w@][\w@./[\]()-]*$/.test(text) ||
    /^\.(next|guildhall|env)\b/.test(text) ||
    text.includes("node_modules") ||
    /^convex\/(react|values|server|browser)$/.test(text)
  ) {
    return false;
  }
  return (
    /^(app|components|convex|docs|embedded|lib|scripts|tests|\.ci)\//.test(text) ||
    /^[\w.-]+\.(ts|tsx|md|mjs)$/.test(text)
  );
}

function missingScripts(line: string): string[] {
  const named = [...line.matchAll(/npm run ([\w:-]+)/g)].map((match) => match[1] ?? "");
  return named.filter((name) => scripts[name] === undefined).map((name) => `npm run ${name}`);
}

function missingLinks(line: string, document: string): string[] {
  const targets = [...line.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map((match) => match[1] ?? "");
  const local = targets.filter((target) => !/^[a-z]+:/.test(target));
  return local.filter((target) => !existsSync(path.join(inProject(path.dirname(document)), target)));
}

/** Table rows like "| `embedded/sync/` | 1,065 |" claim how many lines of code a folder or file has. */
function wrongLineCounts(line: string): string[] {
  const [, name, claimed] = /^\| `([\w./]+)`\s*\|\s*([\d,]+) \|/.exec(line) ?? [];
  if (name === undefined || claimed === undefined) {
    return [];
  }
  const lines = linesOf(inProject(name));
  const isNear = Math.abs(lines - Number(claimed.replaceAll(",", ""))) <= lines * LINES_TOLERANCE;
  return isNear ? [] : [`${name} has ${lines} lines, not ${claimed}`];
}

function linesOf(file: string): number {
  const files = statSync(file).isDirectory()
    ? readdirSync(file, { recursive: true, encoding: "utf8" }).map((name) => path.join(file, name))
    : [file];
  const sources = files.filter((name) => /\.[jt]sx?$/.test(name));
  return sources.reduce((lines, name) => lines + readFileSync(name, "utf8").split("\n").length - 1, 0);
}
