import { setImmediate, setTimeout } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { Engine } from "../engine";
import { definitionOf } from "../runtime/address";
import { badRequest } from "../server/errors";
import type { JsonObject, Release, TableDefinition } from "../types";
import { validate } from "../values/validator";

const CHUNK = 500;

/** One table of one component instance. */
interface Subject {
  readonly component: string;
  readonly table: TableDefinition;
  readonly isEnforced: boolean;
}

/**
 * Makes a deployment ready for a release that does not serve yet: builds the indexes that it adds and checks the
 * documents of tables whose validator it changes, in chunks, so that functions go on being served in between. Documents
 * that are written meanwhile are checked as they are committed.
 */
export class SchemaCheck {
  #failure: { error: string; componentPath: string; tableName: string } | null = null;
  #isClosed = false;
  readonly #progress = { schemaValidationComplete: false, indexesComplete: 0, indexesTotal: 0 };
  readonly #subjects: readonly Subject[];
  readonly #stopWatching: () => void;
  readonly #work: Promise<void>;

  constructor(
    private readonly engine: Engine,
    release: Release,
    serving: Release | null,
    dryRun: boolean,
  ) {
    this.#subjects = subjectsOf(release);
    this.#stopWatching = engine.onCommit(({ documents }) => {
      for (const { table, json } of documents) {
        this.#checkWritten(table, json);
      }
    });
    this.#work = this.#run(subjectsOf(serving), dryRun);
  }

  get isComplete(): boolean {
    return this.#progress.schemaValidationComplete && !this.#isClosed;
  }

  /** Throws if a document that was written since makes the release impossible. Called in the turn that installs it. */
  verify(): void {
    if (this.#failure !== null) {
      // The CLI pushes again on this code, and then shows which document it is.
      throw badRequest("RaceDetected", this.#failure.error);
    }
  }

  /** The answer to `wait_for_schema`, as soon as there is one. */
  async wait(timeoutMs: number): Promise<object> {
    await Promise.race([this.#work, setTimeout(timeoutMs, undefined, { ref: false })]);
    if (this.#failure !== null) {
      return { type: "failed", ...this.#failure };
    }
    // The CLI shows the sum over all components.
    return this.isComplete
      ? { type: "complete" }
      : { type: "inProgress", components: { "": { ...this.#progress } } };
  }

  close(): void {
    this.#isClosed = true;
    this.#stopWatching();
  }

  async #run(before: readonly Subject[], dryRun: boolean): Promise<void> {
    if (!dryRun) {
      await this.#buildIndexes();
    }
    for (const subject of this.#subjects) {
      const demands = ({ component, table, isEnforced }: Subject) => {
        return [component, table.tableName, table.documentType, isEnforced];
      };
      if (subject.isEnforced && !before.some((each) => isDeepStrictEqual(demands(each), demands(subject)))) {
        await this.#checkTable(subject);
      }
    }
    this.#progress.schemaValidationComplete = true;
  }

  async #buildIndexes(): Promise<void> {
    const { catalog } = this.engine;
    const building = this.#subjects.flatMap(({ component, table }) => {
      const owner = catalog.ensure(component, table.tableName);
      return [...table.indexes, ...table.searchIndexes].map((index) => catalog.addIndex(owner, index));
    });
    this.#progress.indexesTotal = building.length;
    for (const { id } of building) {
      if (!this.#isClosed) {
        await this.engine.backfill(id);
        this.#progress.indexesComplete++;
      }
    }
  }

  async #checkTable(subject: Subject): Promise<void> {
    const number = this.engine.catalog.find(subject.component, subject.table.tableName)?.number;
    let after: number | undefined = 0;
    while (number !== undefined && after !== undefined && this.#failure === null && !this.#isClosed) {
      const chunk = this.engine.scanDocuments(number, after, CHUNK);
      for (const { json } of chunk) {
        this.#checkDocument(subject, json);
      }
      after = chunk.at(-1)?.seq;
      await setImmediate();
    }
  }

  #checkWritten(number: number, json: string | null): void {
    const written = this.engine.catalog.table(number);
    const subject = this.#subjects.find(({ component, table, isEnforced }) => {
      return isEnforced && component === written?.component && table.tableName === written.name;
    });
    if (subject !== undefined && json !== null) {
      this.#checkDocument(subject, json);
    }
  }

  #checkDocument({ component, table }: Subject, json: string): void {
    const { _id: id, _creationTime: _time, ...fields } = JSON.parse(json) as JsonObject;
    const { tableName, documentType } = table;
    const problem = validate(documentType, fields, (each) => this.engine.tableNameOf(component, each));
    if (problem !== null) {
      const error = `Document with ID "${String(id)}" in table "${tableName}" does not match the schema: ${problem}`;
      this.#failure ??= { error, componentPath: component, tableName };
    }
  }
}

function subjectsOf(release: Release | null): Subject[] {
  return Object.keys(release?.instances ?? {}).flatMap((component) => {
    const schema = definitionOf(release, component)?.schema;
    const isEnforced = schema?.schemaValidation === true;
    return (schema?.tables ?? []).map((table) => ({ component, table, isEnforced }));
  });
}
