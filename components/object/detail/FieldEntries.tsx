"use client";

import type { ReactNode } from "react";
import type { ObjectWords } from "../objectWords";
import { FieldValue, hasValue, JsonValue } from "./FieldValue";
import { Entry } from "./parts";

interface FieldEntriesProps {
  words: ObjectWords;
  object: object;
  /** Properties that the sheet shows in another way. */
  except: readonly string[];
  /** Properties that are worth a line only when they say something. */
  rare?: readonly string[];
  /** Draws what a reference points to. */
  reference?: (to: string, id: string) => ReactNode;
}

/** The properties of an object in the order of its declaration, each as its kind asks for. */
export function FieldEntries({ words, object, except, rare = [], reference }: FieldEntriesProps) {
  const values = new Map<string, unknown>(Object.entries(object));
  return words.fields
    .filter(({ name }) => !except.includes(name) && (!rare.includes(name) || hasValue(values.get(name))))
    .map((field) => {
      const value = values.get(field.name);
      return (
        <Entry key={field.name} title={field.title}>
          {hasValue(value) ? (
            <FieldValue field={field} value={value} {...(reference === undefined ? {} : { reference })} />
          ) : null}
        </Entry>
      );
    });
}

/** What programs keep with an object under names of their own. */
export function CustomFieldEntries({ fields }: { fields: Readonly<Record<string, unknown>> }) {
  return Object.entries(fields).map(([name, value]) => (
    <Entry key={name} title={name}>
      {hasValue(value) ? <JsonValue value={value} /> : null}
    </Entry>
  ));
}
