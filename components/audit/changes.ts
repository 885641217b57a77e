import type { AuditAction, AuditTexts } from "./auditTexts";
import type { AuditField } from "./valueWords";

export interface Change extends AuditField {
  before: unknown;
  after: unknown;
}

const first = ["name", "subtype", "status", "description"];

/** What an entry changed, in the order in which forms and sheets show it; entries themselves keep none. */
export function changesIn({ objectType: type, changes }: AuditAction, { types }: AuditTexts): Change[] {
  const order = [...first, ...(types[type]?.fields.map(({ name }) => name) ?? [])];
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return Object.entries(changes)
    .map(([name, { before, after }]): Change => ({ type, name, before, after }))
    .toSorted((a, b) => place(a.name) - place(b.name));
}
