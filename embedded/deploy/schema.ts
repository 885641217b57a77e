import { badRequest, notSupported } from "../server/errors";
import type {
  IndexDefinition,
  Json,
  SchemaDefinition,
  SearchIndexDefinition,
  TableDefinition,
} from "../types";

const INDEXES_MAX = 32;
/** Fields of an index, and filter fields of a search index. */
const FIELDS_MAX = 16;
const IDENTIFIER = /^[a-zA-Z][a-zA-Z0-9_]{0,63}$/;
const RESERVED_INDEXES = ["by_id", "by_creation_time"];

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
  check(IDENTIFIER.test(tableName), `Invalid table name "${tableName}": it must start with a letter.`);
  check(
    indexes.length + searchIndexes.length <= INDEXES_MAX,
    `Table "${tableName}" has over ${INDEXES_MAX} indexes.`,
  );
  const names = [...indexes, ...searchIndexes].map(({ indexDescriptor }) => indexDescriptor);
  names.forEach((name, at) => {
    const where = `In table "${tableName}" the index name "${name}"`;
    check(
      IDENTIFIER.test(name) && !RESERVED_INDEXES.includes(name),
      `${where} is reserved or not an identifier.`,
    );
    check(names.indexOf(name) === at, `${where} is used twice.`);
  });
  for (const { indexDescriptor, fields } of indexes) {
    const isSet = new Set(fields).size === fields.length && fields.length > 0 && fields.length <= FIELDS_MAX;
    check(isSet, `Index "${tableName}.${indexDescriptor}" must have 1 to ${FIELDS_MAX} different fields.`);
  }
  for (const { indexDescriptor, filterFields } of searchIndexes) {
    const text = `Search index "${tableName}.${indexDescriptor}" has over ${FIELDS_MAX} filter fields.`;
    check(filterFields.length <= FIELDS_MAX, text);
  }
  return { tableName, indexes, searchIndexes, documentType };
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
