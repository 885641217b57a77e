import type { ConvexClient, ConvexHttpClient } from "convex/browser";
import { type FunctionReference, makeFunctionReference, type PaginationResult } from "convex/server";
import { compareValues, type GenericId, type Value } from "convex/values";
import { answer, answerPage, answerSearch, type Item } from "./itemModel";
import { GROUPS, randomSearch, randomShape, UNCOMMITTED } from "./itemRandom";
import type { Random } from "./random";

interface Subject {
  readonly name: "range" | "get" | "search" | "page" | "unheardOf" | "balance";
  readonly args: Record<string, Value>;
  /** Whether a value is right while the table holds these items. `first` is what was pushed first. */
  readonly isRight: (value: Value, table: readonly Item[], first: Value) => boolean;
  /** A page is asked for anew with the end that it has taken. */
  readonly freshArgs?: (value: Value) => Record<string, Value>;
}

/** One subscription of an official client, and what must come out of it. */
export class Watch {
  readonly failures: string[] = [];
  first: Value | undefined;
  private latest: Value | undefined;
  private readonly query: FunctionReference<"query">;
  private readonly unsubscribe: () => void;

  constructor(
    client: ConvexClient,
    readonly subject: Subject,
  ) {
    this.query = makeFunctionReference<"query">(`items:${subject.name}`);
    this.unsubscribe = client.onUpdate(
      this.query,
      subject.args,
      (value: Value) => this.push(value),
      (error) => this.fail(error.message),
    );
  }

  /** Compares with a fresh query and with the model; to be called when nothing is under way. */
  async check(http: ConvexHttpClient, table: readonly Item[]): Promise<void> {
    const { latest, first, subject } = this;
    if (latest === undefined || first === undefined) {
      return this.fail("got no value");
    }
    const fresh = (await http.query(this.query, subject.freshArgs?.(latest) ?? subject.args)) as Value;
    if (!isSame(latest, fresh)) {
      return this.fail(`is stale: it shows ${print(latest)}, a fresh query ${print(fresh)}`);
    }
    if (!subject.isRight(latest, table, first)) {
      return this.fail(`is wrong: it shows ${print(latest)}`);
    }
  }

  close(): void {
    this.unsubscribe();
  }

  private push(value: Value): void {
    this.first ??= value;
    this.latest = value;
    if (print(value).includes(UNCOMMITTED)) {
      this.fail("shows what was never committed");
    }
    if (this.subject.name === "balance" && !isBalanced(value)) {
      this.fail(`shows half a transaction: ${print(value)}`);
    }
  }

  private fail(problem: string): void {
    this.failures.push(`${this.subject.name}(${print(this.subject.args)}) ${problem}`);
  }
}

export function balance(): Subject {
  return {
    name: "balance",
    args: {},
    isRight: (value, table) => isBalanced(value) && (value as { items: number }).items === table.length,
  };
}

export function unheardOf(expected: () => number): Subject {
  return { name: "unheardOf", args: {}, isRight: (value) => (value as Value[]).length === expected() };
}

export function range(random: Random): Subject {
  const shape = randomShape(random);
  return {
    name: "range",
    args: { shape },
    isRight: (value, table) => isSame(value, answer(shape, table) as Value),
  };
}

export function document(id: GenericId<"items">): Subject {
  const find = (table: readonly Item[]) => table.find((item) => item._id === id) ?? null;
  return { name: "get", args: { id }, isRight: (value, table) => isSame(value, find(table) as Value) };
}

export function search(random: Random): Subject {
  const { text, group } = randomSearch(random);
  return {
    name: "search",
    args: group === undefined ? { text } : { text, group },
    isRight: (value, table) => {
      const found = (value as unknown as Item[]).map((item) => item._id);
      const expected = answerSearch(table, text, group);
      return found.length === expected.size && found.every((id) => expected.has(id));
    },
  };
}

/** A page, or the page behind another. Its ends stay where they are, whatever happens to the documents there. */
export function page(random: Random, before: Watch | null, copy: number): Subject {
  const previous = before === null ? null : (before.first as unknown as PaginationResult<Item>);
  const group = before === null ? random.pick(GROUPS) : (before.subject.args.group as string);
  const paginationOpts = { numItems: random.pick([2, 5]), cursor: previous?.continueCursor ?? null };
  const after = previous?.page.at(-1) ?? null;
  return {
    name: "page",
    args: { group, copy, paginationOpts },
    isRight: (value, table, first) => {
      const start = first as unknown as PaginationResult<Item>;
      const now = value as unknown as PaginationResult<Item>;
      const until = start.isDone ? null : (start.page.at(-1) ?? null);
      const isPinned = now.isDone === start.isDone && now.continueCursor === start.continueCursor;
      return (
        isPinned &&
        isSame(now.page as unknown as Value, answerPage(table, group, after, until) as unknown as Value)
      );
    },
    freshArgs: (value) => {
      const { continueCursor } = value as unknown as PaginationResult<Item>;
      return { group, copy, paginationOpts: { ...paginationOpts, endCursor: continueCursor } };
    },
  };
}

function isBalanced(value: Value): boolean {
  const { items, ledger } = value as { items: number; ledger: number };
  return items === ledger;
}

function isSame(left: Value, right: Value): boolean {
  return compareValues(left, right) === 0;
}

function print(value: Value): string {
  return JSON.stringify(value, (_name, each: unknown) => (typeof each === "bigint" ? `${each}n` : each));
}
