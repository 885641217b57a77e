import type { Engine } from "../engine";
import { readPage } from "../txn/pages";
import type { Transaction } from "../txn/transaction";
import { definitionOf, displayPath } from "../runtime/address";
import type { AnalyzedDefinition, AnalyzedFunction, Json, JsonObject, QueryOutcome } from "../types";
import { afterPrefix } from "../values/keys";

interface Ask {
  readonly engine: Engine;
  readonly tx: Transaction;
  readonly component: string;
  readonly args: JsonObject;
}

const PAGE_MAX = 10_000;

/** What the CLI asks a deployment about itself, as ordinary queries that an admin may run and subscribe to. */
const SYSTEM_FUNCTIONS: Readonly<Record<string, (ask: Ask) => Json>> = {
  "_system/cli/queryEnvironmentVariables:default": ({ engine, tx }) => {
    tx.addRead(engine.syntheticRange("environment"));
    return Object.entries(engine.ownVariables).map(([name, value]) => ({ name, value }));
  },
  "_system/cli/queryEnvironmentVariables:get": ({ engine, tx, args }) => {
    tx.addRead(engine.syntheticRange("environment"));
    const name = String(args.name);
    const value = engine.ownVariables[name];
    return value === undefined ? null : { name, value };
  },
  "_system/cli/convexUrl:cloudUrl": ({ engine }) => engine.variables.CONVEX_CLOUD_URL ?? null,
  "_system/cli/modules:apiSpec": ({ engine, tx, component }) => {
    tx.addRead(engine.syntheticRange("release"));
    const definition = definitionOf(engine.release, component);
    return definition === undefined ? [] : [...functionSpecs(definition), ...routeSpecs(definition)];
  },
  "_system/cli/tables:default": ({ engine, tx, component }) => {
    tx.addRead(engine.syntheticRange("release"));
    const declared = new Set(
      definitionOf(engine.release, component)?.schema?.tables.map((table) => table.tableName),
    );
    const names = engine.catalog.tables(component).map((table) => table.name);
    // A push that failed may have left the numbers of tables that nothing serves and that hold nothing.
    const shown = names.filter(
      (name) => !name.startsWith("_") && (declared.has(name) || !isEmpty(tx, component, name)),
    );
    return { page: shown.sort().map((name) => ({ name })), isDone: true, continueCursor: "" };
  },
  "_system/cli/tableData:default": ({ engine, tx, component, args }) => {
    const { cursor, numItems } = args.paginationOpts as { cursor: string | null; numItems: number };
    const order: "asc" | "desc" = args.order === "asc" ? "asc" : "desc";
    const request = {
      query: {
        source: { type: "FullTableScan" as const, tableName: String(args.table), order },
        operators: [],
      },
      cursor,
      endCursor: null,
      pageSize: Math.min(numItems, PAGE_MAX),
      maximumRowsRead: null,
    };
    const { page, isDone, continueCursor } = readPage(tx, component, request, engine.secret);
    return { page: page.map((json) => JSON.parse(json) as Json), isDone, continueCursor };
  },
  "_system/cli/queryTable:default": ({ engine, tx, component, args }) => {
    const table = engine.catalog.find(component, String(args.tableName));
    const index = table?.indexes.find((each) => each.name === "by_creation_time");
    if (index !== undefined) {
      tx.addRead({ index: index.id, from: Buffer.alloc(0), to: afterPrefix(Buffer.alloc(0)) });
    }
    // The CLI waits for any change of the answer, and pushes again.
    return engine.now().toString();
  },
  "_system/cli/tableSize:default": ({ engine, tx, component, args }) => {
    const table = engine.catalog.find(component, String(args.tableName));
    const count = tx.sql.prepare<[number | undefined], { n: number }>(
      "SELECT count(*) AS n FROM docs WHERE tbl = ?",
    );
    return count.get(table?.number)?.n ?? 0;
  },
  "_system/frontend/components:list": ({ engine, tx }) => {
    tx.addRead(engine.syntheticRange("release"));
    return Object.values(engine.release?.instances ?? {}).map(({ path }) => {
      return { id: path, name: path.split("/").at(-1) ?? "", path, args: {}, state: "active" };
    });
  },
};

export function isSystemPath(path: string): boolean {
  return path.startsWith("_system/");
}

/** Runs a function whose path begins with `_system/`; the caller has been found to be an admin. */
export function systemQuery(engine: Engine, path: string, args: JsonObject, component: string): QueryOutcome {
  const name = displayPath(path);
  const work = SYSTEM_FUNCTIONS[name];
  if (work === undefined) {
    const message = `The system function "${name}" is not supported by the embedded deployment.`;
    return { ok: false, message, logLines: [], reads: [], journal: null };
  }
  return engine.read((tx) => {
    const value = JSON.stringify(work({ engine, tx, component, args }));
    return { ok: true, value, logLines: [], reads: tx.reads, journal: null };
  });
}

function functionSpecs({ functions }: AnalyzedDefinition): Json[] {
  return Object.entries(functions).flatMap(([module, all]) => all.map((each) => functionSpec(module, each)));
}

function functionSpec(module: string, { name, udfType, visibility, args, returns }: AnalyzedFunction): Json {
  return {
    functionType: udfType,
    identifier: `${module}:${name}`,
    visibility: { kind: visibility },
    args: JSON.parse(args) as Json,
    returns: (JSON.parse(returns) as Json) ?? { type: "any" },
  };
}

function routeSpecs({ httpRoutes }: AnalyzedDefinition): Json[] {
  return (httpRoutes ?? []).map(([method, path]) => ({ functionType: "HttpAction", method, path }));
}

function isEmpty(tx: Transaction, component: string, table: string): boolean {
  return tx.scan(component, table, { limit: 1 }).length === 0;
}
