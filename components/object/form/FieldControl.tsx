"use client";

import type { ComponentProps, ComponentType, HTMLInputTypeAttribute } from "react";
import { useTranslations } from "use-intl/react";
import { Field } from "../../ui/Field";
import { Input, Textarea } from "../../ui/Input";
import { Select } from "../../ui/Select";
import type { DraftValue } from "./draft";
import type { ControlKind, FormControl } from "./formFields";
import { ReferencePicker } from "./ReferencePicker";
import { TagsInput } from "./TagsInput";

interface FieldControlProps {
  control: FormControl;
  value: DraftValue;
  error: string | undefined;
  hint: string | undefined;
  mark: string | undefined;
  autoFocus: boolean;
  className: string;
  onChange: (value: DraftValue) => void;
}

/** One control with its title and what there is to say of it. */
export function FieldControl(props: FieldControlProps) {
  const { control, value, error, hint, mark, autoFocus, className, onChange } = props;
  const lengthHint = useLengthHint(control, value);
  const Editor = editors[control.kind];
  return (
    <Field
      label={control.title}
      error={error}
      hint={lengthHint ?? hint}
      mark={mark}
      // A choice always stands on something.
      required={control.isRequired && control.kind !== "choice"}
      className={className}
    >
      {(attributes) => (
        <Editor
          attributes={{ ...attributes, autoFocus }}
          control={control}
          value={value}
          onChange={onChange}
        />
      )}
    </Field>
  );
}

interface EditorProps {
  /** What ties the control to its label, hint and error. */
  attributes: Pick<
    ComponentProps<"input">,
    "id" | "autoFocus" | "aria-describedby" | "aria-invalid" | "aria-required"
  >;
  control: FormControl;
  value: DraftValue;
  onChange: (value: DraftValue) => void;
}

/** A kind of field is edited by what stands here for it. */
const editors: Readonly<Record<ControlKind, ComponentType<EditorProps>>> = {
  line: lineEditor("text"),
  email: lineEditor("email"),
  phone: lineEditor("tel"),
  url: lineEditor("url"),
  text: TextEditor,
  choice: ChoiceEditor,
  tags: TagsEditor,
  reference: ReferenceEditor,
};

function lineEditor(type: HTMLInputTypeAttribute): ComponentType<EditorProps> {
  return function LineEditor({ attributes, value, onChange }) {
    return (
      <Input
        {...attributes}
        type={type}
        autoComplete="off"
        value={textOf(value)}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  };
}

function TextEditor({ attributes: { id, autoFocus, ...attributes }, value, onChange }: EditorProps) {
  return (
    <Textarea
      {...attributes}
      id={id}
      autoFocus={autoFocus}
      rows={3}
      value={textOf(value)}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

function ChoiceEditor({
  attributes: { id, autoFocus, ...attributes },
  control,
  value,
  onChange,
}: EditorProps) {
  const common = useTranslations("common");
  const { options = [], isRequired } = control;
  const text = textOf(value);
  const mayBeEmpty = !isRequired || text === "";
  return (
    <Select
      {...attributes}
      id={id}
      autoFocus={autoFocus}
      value={text}
      options={mayBeEmpty ? [{ value: "", label: common("none") }, ...options] : options}
      onChange={onChange}
    />
  );
}

function TagsEditor({ attributes, value, onChange }: EditorProps) {
  return (
    <TagsInput attributes={attributes} tags={typeof value === "string" ? [] : value} onChange={onChange} />
  );
}

function ReferenceEditor({ attributes, control, value, onChange }: EditorProps) {
  return (
    <ReferencePicker
      attributes={attributes}
      label={control.title}
      to={control.to ?? ""}
      id={textOf(value)}
      onChange={onChange}
    />
  );
}

/** Nobody counts along while a limit is far away. */
const NEAR_MAX = 50;

function useLengthHint({ kind, lengthMax }: FormControl, value: DraftValue): string | undefined {
  const t = useTranslations("objects.form");
  if (kind === "tags" || lengthMax === undefined) return undefined;
  const left = lengthMax - textOf(value).trim().length;
  if (left < 0) return t("tooLong", { count: -left });
  return left <= Math.min(NEAR_MAX, lengthMax / 10) ? t("left", { count: left }) : undefined;
}

function textOf(value: DraftValue): string {
  return typeof value === "string" ? value : value.join(", ");
}
