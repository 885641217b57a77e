"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { Badge } from "../../ui/Badge";
import { classNames } from "../../ui/classNames";
import { DateText } from "../DateText";
import type { FieldWords } from "../objectWords";
import { Copyable, linkClass } from "./parts";

interface FieldValueProps {
  field: FieldWords;
  value: unknown;
  /** Draws what a reference points to. */
  reference?: (to: string, id: string) => ReactNode;
}

/** The value of a property, shown as its kind asks for. Whatever it holds, it is text: nothing of it runs or navigates. */
export function FieldValue({ field, value, reference }: FieldValueProps) {
  if (typeof value === "string") return <TextValue field={field} value={value} reference={reference} />;
  if (typeof value === "boolean") return <BooleanValue value={value} />;
  if (typeof value === "number") {
    return field.kind === "moment" ? <DateText atMs={value} withTime /> : String(value);
  }
  if (field.kind === "address" && isRecord(value)) return <AddressValue address={value} />;
  if (field.kind === "tags" && Array.isArray(value)) return <Tags tags={value.map(String)} />;
  return <JsonValue value={value} />;
}

/** Whether there is something to show. */
export function hasValue(value: unknown): boolean {
  if (value === null || value === undefined || value === "") return false;
  if (Array.isArray(value)) return value.length > 0;
  return !isRecord(value) || Object.values(value).some(hasValue);
}

export function JsonValue({ value }: { value: unknown }) {
  if (typeof value === "string") return <span dir="auto">{value}</span>;
  if (typeof value === "object" && value !== null) {
    return (
      <code className="whitespace-pre-wrap break-all font-mono text-xs text-ink-soft">
        {JSON.stringify(value, null, 2)}
      </code>
    );
  }
  return String(value);
}

interface TextValueProps {
  field: FieldWords;
  value: string;
  reference: FieldValueProps["reference"];
}

function TextValue({ field, value, reference }: TextValueProps) {
  const href = addressOf(field, value);
  if (field.kind === "reference" && field.to !== undefined && reference !== undefined)
    return reference(field.to, value);
  if (field.kind === "choice") return field.options?.find((option) => option.value === value)?.label ?? value;
  if (field.kind === "text") return <span className="whitespace-pre-wrap">{value}</span>;
  if (href === undefined) return <span dir="auto">{value}</span>;
  const isOutside = field.kind === "url";
  return (
    <Copyable text={value}>
      <a
        href={href}
        {...(isOutside ? { target: "_blank", rel: "noopener noreferrer" } : {})}
        className={classNames(linkClass, "truncate")}
      >
        {value}
      </a>
    </Copyable>
  );
}

function addressOf({ kind }: FieldWords, value: string): string | undefined {
  if (kind === "email") return `mailto:${value.replaceAll(/[?&#%]/gu, encodeURIComponent)}`;
  if (kind === "phone") return `tel:${value.replaceAll(/[^+\d]/gu, "")}`;
  // What was stored before the rule, or by another door, must not become a script.
  return kind === "url" && /^https?:\/\//iu.test(value) ? value : undefined;
}

function BooleanValue({ value }: { value: boolean }) {
  const t = useTranslations("objects");
  return t(value ? "yes" : "no");
}

const addressLines = [["street"], ["postalCode", "city"], ["state"], ["country"]];

function AddressValue({ address }: { address: Readonly<Record<string, unknown>> }) {
  const lines = addressLines.map((names) =>
    names.flatMap((name) => (hasValue(address[name]) ? [String(address[name])] : [])).join(" "),
  );
  return (
    <span dir="auto" className="flex min-w-0 flex-col">
      {lines.map((line, index) => (line === "" ? null : <span key={index}>{line}</span>))}
    </span>
  );
}

function Tags({ tags }: { tags: readonly string[] }) {
  return (
    <span className="flex min-w-0 flex-wrap gap-1">
      {tags.map((tag) => (
        <Badge key={tag}>{tag}</Badge>
      ))}
    </span>
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
