import { badRequest, notSupported } from "../server/errors";
import type {
  IndexDefinition,
  Json,
  SchemaDefinition,
  SearchIndexDefinition,
  TableDefinition,
} from "../types";

const INDEXES_MAX = 32;
const INDEX_FIELDS_MAX = 16;
const SEARCH_FILTERS_MAX = 16;
const IDENTIFIER = /^[a-zA-Z][a-zA-Z0-9_]{0,63}$/;

/** What `defineSchema(…).export()` prints. */
interface ExportedTable {
  readonly tableName: string;
  readonly indexes: readonly IndexDefinition[];
  readonly searchIndexes: readonly SearchIndexDefinition[];
  readonly vectorIndexes?: readonly { readonly indexDescriptor: string }[];
  readonly stagedDbIndexes?: readonly { readonly indexDescriptor: string }[];
  readonly stagedSearchIndexes?: readonly { readonly indexDescriptor: string }[];
  readonly stagedVectorIndexes?: readonly { readonly indexDescriptor: string }[];
  readonly documentType: Json;
  readonly stagedDocumentType?: Json;
}

/** Takes what the deployment can keep, and refuses by name what it cannot, before anything is installed. */
export function parseSchema(exported: unknown): SchemaDefinition {
  const { tables, schemaValidation } = exported as { tables: ExportedTable[]; schemaValidation: boolean };
  return { tables: tables.map(parseTable), schemaValidation };
}

function parseTable(table: ExportedTable): TableDefinition {
  refuseUnsupported(table);
  const { tableName, indexes, searchIndexes, documentType } = table;
  if (!IDENTIFIER.test(tableName)) {
    throw invalid(`Invalid table name "${tableName}": it must be an identifier that starts with a letter.`);
  }
  const names = [...indexes, ...searchIndexes].map((index) => index.indexDescriptor);
  for (const name of names) {
    if (!IDENTIFIER.test(name) || name === "by_id" || name === "by_creation_time") {
      throw invalid(`In table "${tableName}" the index name "${name}" is reserved or not an identifier.`);
    }
    if (names.indexOf(name) !== names.lastIndexOf(name)) {
      throw invalid(`In table "${tableName}" the index name "${name}" is used twice.`);
    }
  }
  if (names.length > INDEXES_MAX) {
    throw invalid(`Table "${tableName}" cannot have more than ${INDEXES_MAX} indexes.`);
  }
  return {
    tableName,
    indexes: indexes.map((index) => parseIndex(tableName, index)),
    searchIndexes: searchIndexes.map((index) => parseSearchIndex(tableName, index)),
    documentType,
  };
}

function parseIndex(tableName: string, { indexDescriptor, fields }: IndexDefinition): IndexDefinition {
  const problem =
    fields.length === 0
      ? "must have at least one field"
      : fields.length > INDEX_FIELDS_MAX
        ? `cannot have more than ${INDEX_FIELDS_MAX} fields`
        : new Set(fields).size < fields.length
          ? "has a field twice"
          : null;
  if (problem !== null) {
    throw invalid(`In table "${tableName}" the index "${indexDescriptor}" ${problem}.`);
  }
  return { indexDescriptor, fields };
}

function parseSearchIndex(tableName: string, index: SearchIndexDefinition): SearchIndexDefinition {
  const { indexDescriptor, searchField, filterFields } = index;
  if (filterFields.length > SEARCH_FILTERS_MAX) {
    const text = `cannot have more than ${SEARCH_FILTERS_MAX} filter fields`;
    throw invalid(`In table "${tableName}" the search index "${indexDescriptor}" ${text}.`);
  }
  return { indexDescriptor, searchField, filterFields };
}

function refuseUnsupported(table: ExportedTable): void {
  const {
    tableName,
    vectorIndexes = [],
    stagedDbIndexes = [],
    stagedSearchIndexes = [],
    stagedVectorIndexes = [],
  } = table;
  const [vector] = vectorIndexes;
  if (vector !== undefined) {
    throw notSupported(`Vector search (vectorIndex "${vector.indexDescriptor}" of table "${tableName}")`);
  }
  const [staged] = [...stagedDbIndexes, ...stagedSearchIndexes, ...stagedVectorIndexes];
  if (staged !== undefined) {
    throw notSupported(`A staged index ("${staged.indexDescriptor}" of table "${tableName}")`);
  }
  if (table.stagedDocumentType !== undefined && table.stagedDocumentType !== null) {
    throw notSupported(`A staged schema (table "${tableName}")`);
  }
}

function invalid(text: string): Error {
  return badRequest("InvalidSchema", `Hit an error while evaluating your schema:\n${text}`);
}
