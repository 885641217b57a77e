"use client";

import { Archive, Users } from "lucide-react";
import { type ReactNode, useId, useRef } from "react";
import { useTranslations } from "use-intl/react";
import { Alert } from "../../ui/Alert";
import { classNames } from "../../ui/classNames";
import { useInvalidFocus } from "../../ui/useInvalidFocus";
import type { DraftValue } from "./draft";
import { type Choice, type Conflict, type Editing, isDisputed } from "./editing";
import type { FormControl, FormField } from "./formFields";
import { useReferenceName } from "./useReferences";
import type { useSavers } from "./useSavers";

/** A new one with every attempt, so that every attempt leads to what is to be decided. */
export interface Refusal {
  reason: "undecided" | "refused";
}

interface ConflictPanelProps {
  editing: Editing;
  fields: readonly FormField[];
  savers: ReturnType<typeof useSavers>;
  isArchived: boolean;
  /** Why saving was refused; what is not decided is marked then. */
  refusal: Refusal | undefined;
  onDecide: (path: string, choice: Choice) => void;
}

/** What others did while a form was open, and a choice wherever they changed what was changed here, too. */
export function ConflictPanel(props: ConflictPanelProps) {
  const { editing, fields, savers, isArchived, refusal, onDecide } = props;
  const section = useRef<HTMLElement>(null);
  const t = useTranslations("objects.conflict");
  const disputed = fields.flatMap((field) =>
    field.controls.flatMap((control) => {
      const conflict = editing.conflicts[control.path];
      return conflict === undefined || !isDisputed(conflict) ? [] : [{ field, control, conflict }];
    }),
  );
  const isSaved = editing.taken.length > 0 || disputed.length > 0;
  useInvalidFocus(section, refusal);
  if (!isSaved && !isArchived && refusal === undefined) return null;
  return (
    <section
      ref={section}
      className="max-h-[min(24rem,45dvh)] shrink-0 overflow-y-auto overscroll-contain border-t border-line bg-raised px-5 py-3 text-sm"
    >
      {refusal === undefined ? null : <Alert className="mb-1.5">{t(refusal.reason)}</Alert>}
      <div role="status" className="flex flex-col gap-1.5">
        {isArchived ? <Notice icon={<Archive aria-hidden />}>{t("archived")}</Notice> : null}
        {isSaved && refusal?.reason !== "undecided" ? (
          <Notice icon={<Users aria-hidden />}>
            {t("saved", savers.latest)}{" "}
            {editing.taken.length === 0 ? null : t("taken", { count: editing.taken.length })}{" "}
            {disputed.length === 0 ? null : t("decide", { count: disputed.length })}
          </Notice>
        ) : null}
      </div>
      {disputed.map(({ field, control, conflict }) => (
        <Versions
          key={control.path}
          control={control}
          title={field.title === control.title ? field.title : `${field.title}: ${control.title}`}
          conflict={conflict}
          theirs={t("theirs", savers.of(field.name))}
          isInsisting={refusal !== undefined}
          onDecide={(choice) => onDecide(control.path, choice)}
        />
      ))}
    </section>
  );
}

function Notice({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <p className="flex items-start gap-2.5 rounded-md bg-copper-soft px-3 py-2 text-copper-ink [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0">
      {icon}
      <span className="min-w-0">{children}</span>
    </p>
  );
}

interface VersionsProps {
  control: FormControl;
  title: string;
  conflict: Conflict;
  /** Whose version the other one is. */
  theirs: string;
  isInsisting: boolean;
  onDecide: (choice: Choice) => void;
}

function Versions({ control, title, conflict, theirs, isInsisting, onDecide }: VersionsProps) {
  const t = useTranslations("objects.conflict");
  const name = useId();
  const isMissing = isInsisting && conflict.choice === undefined;
  const option = (choice: Choice, whose: string) => (
    <label
      className={classNames(
        "flex cursor-pointer gap-2.5 rounded-md border p-2.5 transition-colors has-focus-visible:outline-2 has-focus-visible:outline-accent",
        conflict.choice === choice
          ? "border-accent bg-selected"
          : isMissing
            ? "border-danger"
            : "border-line-strong hover:bg-hover",
      )}
    >
      <input
        type="radio"
        name={name}
        checked={conflict.choice === choice}
        onChange={() => onDecide(choice)}
        className="mt-0.5 size-4 shrink-0 accent-(--accent) outline-none"
      />
      <span className="min-w-0 flex-1">
        <span className="block text-xs text-ink-faint">{whose}</span>
        <ValueText control={control} value={conflict[choice]} />
      </span>
    </label>
  );
  return (
    <fieldset
      role="radiogroup"
      aria-invalid={isMissing || undefined}
      tabIndex={-1}
      className="mt-3 outline-none"
    >
      <legend className="mb-1.5 font-medium text-ink">{title}</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {option("mine", t("mine"))}
        {option("theirs", theirs)}
      </div>
    </fieldset>
  );
}

/** A value as people read it. */
function ValueText({ control, value }: { control: FormControl; value: DraftValue }) {
  const t = useTranslations("objects.conflict");
  const text = typeof value === "string" ? value : value.join(", ");
  const referenced = useReferenceName(control.to ?? "", control.kind === "reference" ? text : "");
  const label = control.options?.find((option) => option.value === text)?.label;
  if (text.trim() === "") return <span className="block text-ink-faint italic">{t("empty")}</span>;
  return (
    <span dir="auto" className="block max-h-40 overflow-y-auto whitespace-pre-wrap break-words text-ink">
      {referenced ?? label ?? text}
    </span>
  );
}
