import { badRequest, notSupported } from "../server/errors";
import {
  MAX_IDENTIFIER_LENGTH,
  MAX_INDEX_FIELDS,
  MAX_INDEXES_PER_TABLE,
  MAX_SEARCH_INDEXES_PER_TABLE,
} from "../txn/limits";
import type {
  IndexDefinition,
  Json,
  SchemaDefinition,
  SearchIndexDefinition,
  TableDefinition,
} from "../types";

const IDENTIFIER = /^[a-zA-Z][a-zA-Z0-9_]{0,63}$/;
const RESERVED_INDEXES = ["by_id", "by_creation_time"];
const RESERVED_FIELDS: Readonly<Record<string, string>> = {
  _id: "`_id` is not a valid index field. To load documents by ID, use `db.get(id)`.",
  _creationTime:
    "`_creationTime` is automatically added to the end of each index. It should not be added explicitly in the index definition. See https://docs.convex.dev/using/indexes for more details.",
};
const OTHER_RESERVED_FIELD = "Reserved fields (starting with `_`) are not allowed in indexes.";

/** What `defineSchema(…).export()` prints of one table. */
interface ExportedTable {
  readonly tableName: string;
  readonly indexes: readonly IndexDefinition[];
  readonly searchIndexes: readonly SearchIndexDefinition[];
  readonly documentType: Json;
  readonly stagedDocumentType?: Json;
  readonly vectorIndexes?: readonly NamedIndex[];
  readonly stagedDbIndexes?: readonly NamedIndex[];
  readonly stagedSearchIndexes?: readonly NamedIndex[];
  readonly stagedVectorIndexes?: readonly NamedIndex[];
}
interface NamedIndex {
  readonly indexDescriptor: string;
}

/** Takes what the deployment can keep, and refuses by name what it cannot, before anything is installed. */
export function parseSchema(exported: unknown): SchemaDefinition {
  const { tables, schemaValidation } = exported as { tables: ExportedTable[]; schemaValidation: boolean };
  return { tables: tables.map(parseTable), schemaValidation };
}

function parseTable(table: ExportedTable): TableDefinition {
  refuseUnsupported(table);
  const { tableName, documentType } = table;
  const indexes = table.indexes.map(({ indexDescriptor, fields }) => ({ indexDescriptor, fields }));
  const searchIndexes = table.searchIndexes.map(({ indexDescriptor, searchField, filterFields }) => {
    return { indexDescriptor, searchField, filterFields };
  });
  checkNames(tableName, [...indexes, ...searchIndexes]);
  for (const { indexDescriptor, fields } of indexes) checkFields(tableName, indexDescriptor, fields);
  for (const { filterFields } of searchIndexes) {
    const text = `Search indexes may have up to ${MAX_INDEX_FIELDS} filter fields.`;
    check(filterFields.length <= MAX_INDEX_FIELDS, text);
  }
  check(
    indexes.length + searchIndexes.length <= MAX_INDEXES_PER_TABLE,
    `Table "${tableName}" cannot have more than ${MAX_INDEXES_PER_TABLE} indexes.`,
  );
  check(
    searchIndexes.length <= MAX_SEARCH_INDEXES_PER_TABLE,
    `Table "${tableName}" cannot have more than ${MAX_SEARCH_INDEXES_PER_TABLE} search indexes.`,
  );
  return { tableName, indexes, searchIndexes, documentType };
}

function checkNames(tableName: string, indexes: readonly NamedIndex[]): void {
  check(
    IDENTIFIER.test(tableName),
    `Invalid table name: "${tableName}". Identifiers must start with a letter and can only contain letters, digits, and underscores.`,
  );
  const names = indexes.map(({ indexDescriptor }) => indexDescriptor);
  names.forEach((name, at) => {
    check(
      !name.startsWith("_") && !RESERVED_INDEXES.includes(name),
      `In table "${tableName}" cannot name an index "${name}" because the name is reserved. Indexes may not start with an underscore or be named "by_id" or "by_creation_time".`,
    );
    check(
      IDENTIFIER.test(name),
      `Invalid index name: "${name}". Identifiers must be ${MAX_IDENTIFIER_LENGTH} characters or less, start with a letter, and only contain letters, digits, underscores.`,
    );
    check(names.indexOf(name) === at, `Table "${tableName}" has two or more definitions of index "${name}".`);
  });
}

function checkFields(tableName: string, index: string, fields: readonly string[]): void {
  check(fields.length > 0, `In table "${tableName}" index "${index}" must have at least one field.`);
  check(fields.length <= MAX_INDEX_FIELDS, `Indexes may have up to ${MAX_INDEX_FIELDS} fields.`);
  fields.forEach((field, at) => {
    check(
      fields.indexOf(field) === at,
      `Duplicate field ${field}. Index fields must be unique within an index.`,
    );
    check(!field.startsWith("_"), RESERVED_FIELDS[field] ?? OTHER_RESERVED_FIELD);
  });
}

function refuseUnsupported(table: ExportedTable): void {
  const { tableName, vectorIndexes = [], stagedVectorIndexes = [] } = table;
  const { stagedDbIndexes = [], stagedSearchIndexes = [] } = table;
  for (const { indexDescriptor } of [...vectorIndexes, ...stagedVectorIndexes]) {
    throw notSupported(`Vector search (vectorIndex "${indexDescriptor}" of table "${tableName}")`);
  }
  for (const { indexDescriptor } of [...stagedDbIndexes, ...stagedSearchIndexes]) {
    throw notSupported(`A staged index ("${indexDescriptor}" of table "${tableName}")`);
  }
  if (table.stagedDocumentType) {
    throw notSupported(`A staged schema (table "${tableName}")`);
  }
}

function check(isRight: boolean, text: string): void {
  if (!isRight) {
    throw badRequest("InvalidSchema", `Hit an error while evaluating your schema:\n${text}`);
  }
}
