import { existsSync } from "node:fs";
import { nearest } from "../../lib/nearest";
import { inProject } from "./project";

export interface Option {
  /** What the value is called in the help text; an option without it is a switch. */
  readonly value?: string;
  readonly help: string;
  readonly default?: string;
}

export interface Command {
  readonly usage: string;
  readonly summary: string;
  readonly options: Readonly<Record<string, Option>>;
  /** How many words may stand beside the options. */
  readonly wordsMax?: number;
}

export interface Given {
  readonly words: readonly string[];
  has(name: string): boolean;
  /** The given value, else the default; a `UsageError` when there is neither. */
  value(name: string): string;
  optional(name: string): string | undefined;
  /** A whole number from `min` to `max`. */
  integer(name: string, limits: { min: number; max: number }): number;
}

/** Something that the person at the terminal can mend: shown as its message, without a stack. */
export class UsageError extends Error {}

/** Runs a script: a `UsageError` ends as a line on stderr and exit code 1; `--help` prints the options and ends. */
export function run(command: Command, work: (given: Given) => Promise<void>): void {
  main(command, work).catch((error: unknown) => {
    console.error(error instanceof UsageError ? error.message : error);
    process.exit(1);
  });
}

async function main(command: Command, work: (given: Given) => Promise<void>): Promise<void> {
  const argv = process.argv.slice(2);
  if (argv.includes("--help") || argv.includes("-h")) {
    console.log(helpText(command));
    return;
  }
  loadEnvironment();
  await work(readOptions(command, argv));
}

/** As Next and the Convex CLI do it: what the shell sets wins over `.env.local`, which wins over `.env`. */
export function loadEnvironment(): void {
  for (const name of [".env.local", ".env"]) {
    if (existsSync(inProject(name))) {
      process.loadEnvFile(inProject(name));
    }
  }
}

export function readOptions(command: Command, argv: readonly string[]): Given {
  const values = new Map<string, string>();
  const words: string[] = [];
  const rest = [...argv];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (!word.startsWith("-")) {
      words.push(word);
      continue;
    }
    const [flag = "", ...assigned] = word.split("=");
    const name = flag.replace(/^--?/, "");
    const option = knownOption(command, flag, name);
    if (values.has(name)) {
      throw new UsageError(`Option --${name} is given twice.`);
    }
    values.set(name, option.value === undefined ? noValue(name, assigned) : valueOf(name, assigned, rest));
  }
  const extra = words[command.wordsMax ?? 0];
  if (extra !== undefined) {
    throw new UsageError(`Unexpected argument "${extra}". Usage: ${command.usage}`);
  }
  return given(command, values, words);
}

function knownOption(command: Command, flag: string, name: string): Option {
  const option = Object.hasOwn(command.options, name) ? command.options[name] : undefined;
  if (option === undefined || !flag.startsWith("--")) {
    const meant = nearest(name, Object.keys(command.options));
    const hint = meant === null ? "--help lists the options." : `Did you mean --${meant}?`;
    throw new UsageError(`Unknown option ${flag}. ${hint}`);
  }
  return option;
}

function noValue(name: string, assigned: readonly string[]): string {
  if (assigned.length > 0) {
    throw new UsageError(`Option --${name} takes no value.`);
  }
  return "";
}

function valueOf(name: string, assigned: readonly string[], rest: string[]): string {
  const value = assigned.length > 0 ? assigned.join("=") : rest.shift();
  if (value === undefined || value === "" || (assigned.length === 0 && value.startsWith("--"))) {
    throw new UsageError(`Option --${name} needs a value.`);
  }
  return value;
}

function given(command: Command, values: ReadonlyMap<string, string>, words: readonly string[]): Given {
  const optional = (name: string) => values.get(name) ?? command.options[name]?.default;
  const value = (name: string) => {
    const found = optional(name);
    if (found === undefined) {
      throw new UsageError(`Option --${name} is missing. Usage: ${command.usage}`);
    }
    return found;
  };
  return {
    words,
    has: (name) => values.has(name),
    optional,
    value,
    integer: (name, { min, max }) => {
      const text = value(name);
      const number = Number(text);
      if (!/^\d+$/.test(text) || number < min || number > max) {
        throw new UsageError(`Option --${name} must be a whole number from ${min} to ${max}, not "${text}".`);
      }
      return number;
    },
  };
}

function helpText(command: Command): string {
  const options: Record<string, Option> = { ...command.options, help: { help: "Show this text." } };
  const rows = Object.entries(options).map(([name, option]) => ({
    left: option.value === undefined ? `--${name}` : `--${name} ${option.value}`,
    right: option.default === undefined ? option.help : `${option.help} (default ${option.default})`,
  }));
  const width = Math.max(...rows.map((row) => row.left.length)) + 2;
  const lines = rows.map((row) => `  ${row.left.padEnd(width)}${row.right}`);
  return [command.summary, "", `Usage: ${command.usage}`, "", ...lines].join("\n");
}
