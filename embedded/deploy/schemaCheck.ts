import { setImmediate } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { Engine } from "../engine";
import { badRequest } from "../server/errors";
import type { JsonObject, Release, TableDefinition } from "../types";
import { validate } from "../values/validator";

const CHUNK = 500;

interface Failure {
  readonly error: string;
  readonly componentPath: string;
  readonly tableName: string;
}

interface Subject {
  readonly componentPath: string;
  readonly definition: TableDefinition;
  readonly validated: boolean;
}

interface Progress {
  schemaValidationComplete: boolean;
  indexesComplete: number;
  indexesTotal: number;
}

/**
 * Makes a deployment ready for a release that does not serve yet: builds the indexes that it adds and checks the
 * documents of tables whose validator it changes, in chunks, so that functions go on being served in between. Documents
 * that are written meanwhile are checked as they are committed.
 */
export class SchemaCheck {
  #failure: Failure | null = null;
  #complete = false;
  #closed = false;
  readonly #progress: Record<string, Progress> = {};
  readonly #subjects: Subject[];
  readonly #stopWatching: () => void;
  readonly #work: Promise<void>;

  constructor(
    private readonly engine: Engine,
    release: Release,
    serving: Release | null,
    private readonly dryRun: boolean,
  ) {
    this.#subjects = subjects(release);
    for (const { componentPath } of this.#subjects) {
      this.#progress[componentPath] ??= {
        schemaValidationComplete: false,
        indexesComplete: 0,
        indexesTotal: 0,
      };
    }
    this.#stopWatching = engine.onCommit((commit) => {
      for (const { table, json } of commit.documents) {
        this.#checkWritten(table, json);
      }
    });
    this.#work = this.#run(serving);
  }

  get complete(): boolean {
    return this.#complete;
  }

  /** Throws if a document that was written since makes the release impossible. Called in the turn that installs it. */
  verify(): void {
    if (this.#failure !== null) {
      // The CLI pushes again on this code, and then shows which document it is.
      throw badRequest("RaceDetected", this.#failure.error);
    }
  }

  async wait(timeoutMs: number): Promise<JsonObject> {
    const timer = new AbortController();
    const late = new Promise<void>((resolve) => {
      const timeout = setTimeout(resolve, timeoutMs);
      timer.signal.addEventListener("abort", () => clearTimeout(timeout));
    });
    await Promise.race([this.#work, late]);
    timer.abort();
    if (this.#failure !== null) {
      return { type: "failed", ...this.#failure };
    }
    return this.#complete
      ? { type: "complete" }
      : { type: "inProgress", components: structuredClone(this.#progress) as unknown as JsonObject };
  }

  close(): void {
    this.#closed = true;
    this.#stopWatching();
  }

  async #run(serving: Release | null): Promise<void> {
    if (!this.dryRun) {
      await this.#buildIndexes();
    }
    const enforced = subjects(serving);
    for (const subject of this.#subjects) {
      if (
        subject.validated &&
        !enforced.some((each) => isDeepStrictEqual(validatorOf(each), validatorOf(subject)))
      ) {
        await this.#checkTable(subject);
      }
    }
    for (const progress of Object.values(this.#progress)) {
      progress.schemaValidationComplete = true;
    }
    this.#complete = !this.#closed;
  }

  async #buildIndexes(): Promise<void> {
    const { catalog } = this.engine;
    const building = this.#subjects.flatMap(({ componentPath, definition }) => {
      const table = catalog.ensureTable(componentPath, definition.tableName);
      const indexes = [...definition.indexes, ...definition.searchIndexes];
      return indexes.map((index) => ({ componentPath, index: catalog.addIndex(table, index) }));
    });
    for (const { componentPath } of building) {
      this.#progressOf(componentPath).indexesTotal++;
    }
    for (const { componentPath, index } of building) {
      if (!index.ready && !this.#closed) {
        await this.engine.backfill(index.id);
      }
      this.#progressOf(componentPath).indexesComplete++;
    }
  }

  async #checkTable({ componentPath, definition }: Subject): Promise<void> {
    const table = this.engine.catalog.tableNumber(componentPath, definition.tableName);
    let after = 0;
    while (table !== null && this.#failure === null && !this.#closed) {
      const chunk = this.engine.scanDocuments(table, after, CHUNK);
      for (const { json } of chunk) {
        this.#checkDocument(componentPath, definition, json);
      }
      after = chunk.at(-1)?.seq ?? after;
      if (chunk.length < CHUNK) {
        return;
      }
      await setImmediate();
    }
  }

  #checkWritten(tableNumber: number, json: string | null): void {
    const table = this.engine.catalog.table(tableNumber);
    const subject = this.#subjects.find((each) => {
      return (
        each.validated && each.componentPath === table?.component && each.definition.tableName === table.name
      );
    });
    if (subject !== undefined && json !== null) {
      this.#checkDocument(subject.componentPath, subject.definition, json);
    }
  }

  #checkDocument(componentPath: string, { tableName, documentType }: TableDefinition, json: string): void {
    const { _id: id, _creationTime: _time, ...fields } = JSON.parse(json) as JsonObject;
    const problem = validate(documentType, fields, (each) => this.engine.tableNameOf(componentPath, each));
    if (problem !== null) {
      const error = `Document with ID "${String(id)}" in table "${tableName}" does not match the schema: ${problem}`;
      this.#failure ??= { error, componentPath, tableName };
    }
  }

  #progressOf(componentPath: string): Progress {
    const progress = this.#progress[componentPath];
    if (progress === undefined) {
      throw new Error(`Unreachable: no progress is kept for component "${componentPath}".`);
    }
    return progress;
  }
}

function subjects(release: Release | null): Subject[] {
  return Object.values(release?.instances ?? {}).flatMap(({ path, definitionPath }) => {
    const schema = release?.definitions[definitionPath]?.schema;
    return (schema?.tables ?? []).map((definition) => {
      return { componentPath: path, definition, validated: schema?.schemaValidation === true };
    });
  });
}

/** Two tables with equal answers demand the same of their documents. */
function validatorOf({ componentPath, definition, validated }: Subject): unknown[] {
  return [componentPath, definition.tableName, definition.documentType, validated];
}
