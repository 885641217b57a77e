"use client";

import { type ComponentProps, type SubmitEvent, useRef, useState } from "react";
import type { FormProblem } from "../live/formProblem";
import type { ObjectWords } from "../object/objectWords";
import { Alert } from "../ui/Alert";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { Input, Textarea } from "../ui/Input";
import { type Option, Select } from "../ui/Select";
import { useInvalidFocus } from "../ui/useInvalidFocus";
import type { ContactDraft } from "./contactDraft";

interface ContactFormProps {
  initial: ContactDraft;
  words: ObjectWords;
  problem: FormProblem | undefined;
  submitLabel: string;
  onSubmit: (draft: ContactDraft) => Promise<void>;
  onCancel: () => void;
  /** Present while somebody else's newer version is there. */
  onTakeOver?: (() => void) | undefined;
}

export function ContactForm(props: ContactFormProps) {
  const { initial, words, problem, submitLabel, onSubmit, onCancel, onTakeOver } = props;
  const [draft, setDraft] = useState(initial);
  const [isPending, setPending] = useState(false);
  const [missing, setMissing] = useState<FormProblem["fields"]>({});
  const form = useRef<HTMLFormElement>(null);
  const errors = { ...problem?.fields, ...missing };

  useInvalidFocus(form, problem);
  useInvalidFocus(form, missing);

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (draft.email.trim() === "") return setMissing({ email: "Every contact needs an e-mail address." });
    setMissing({});
    setPending(true);
    await onSubmit(draft);
    setPending(false);
  };
  const binding: Binding = {
    draft,
    words,
    errors,
    set: (name, value) => setDraft({ ...draft, [name]: value }),
  };

  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => void submit(event)}
      className="flex min-h-0 flex-1 flex-col"
    >
      <div className="grid min-h-0 flex-1 grid-cols-1 content-start gap-4 overflow-y-auto overscroll-contain px-5 py-5 sm:grid-cols-2">
        <Notices problem={problem} onTakeOver={onTakeOver} />
        <TextField name="firstName" binding={binding} autoComplete="off" autoFocus />
        <TextField name="lastName" binding={binding} autoComplete="off" />
        <TextField
          name="email"
          binding={binding}
          type="email"
          inputMode="email"
          autoComplete="off"
          required
        />
        <TextField name="phone" binding={binding} type="tel" autoComplete="off" />
        <TextField name="company" binding={binding} autoComplete="off" />
        <TextField name="jobTitle" binding={binding} autoComplete="off" />
        <ChoiceField name="subtype" label="Type" options={words.subtypes} binding={binding} />
        <ChoiceField name="status" label="Status" options={words.statuses} binding={binding} />
        <TextField name="source" binding={binding} hint="Where this contact came from." />
        <TextField name="tags" binding={binding} hint="Separated by commas." />
        <Field label={words.titles.notes ?? "Notes"} error={errors.notes} className="sm:col-span-2">
          {(control) => (
            <Textarea
              {...control}
              rows={3}
              value={draft.notes}
              onChange={(event) => binding.set("notes", event.target.value)}
            />
          )}
        </Field>
      </div>
      <footer className="flex justify-end gap-2 border-t px-5 py-3.5">
        <Button size="md" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" kind="primary" size="md" pending={isPending}>
          {submitLabel}
        </Button>
      </footer>
    </form>
  );
}

function Notices({ problem, onTakeOver }: Pick<ContactFormProps, "problem" | "onTakeOver">) {
  return (
    <>
      {problem === undefined ? null : <Alert className="sm:col-span-2">{problem.text}</Alert>}
      {onTakeOver === undefined ? null : (
        <Alert
          tone="warning"
          className="sm:col-span-2"
          action={
            <button
              type="button"
              onClick={onTakeOver}
              className="shrink-0 font-medium underline underline-offset-2"
            >
              Load it
            </button>
          }
        >
          Somebody else has changed this contact in the meantime.
        </Alert>
      )}
    </>
  );
}

interface Binding {
  draft: ContactDraft;
  words: ObjectWords;
  errors: FormProblem["fields"];
  set: (name: keyof ContactDraft, value: string) => void;
}

interface TextFieldProps extends Omit<ComponentProps<"input">, "name" | "value" | "onChange"> {
  name: keyof ContactDraft;
  binding: Binding;
  hint?: string;
}

function TextField({ name, binding, hint, required = false, ...rest }: TextFieldProps) {
  return (
    <Field
      label={binding.words.titles[name] ?? name}
      error={binding.errors[name]}
      required={required}
      {...(hint === undefined ? {} : { hint })}
    >
      {(control) => (
        <Input
          {...control}
          {...rest}
          value={binding.draft[name]}
          onChange={(event) => binding.set(name, event.target.value)}
        />
      )}
    </Field>
  );
}

interface ChoiceFieldProps {
  name: "subtype" | "status";
  label: string;
  options: readonly Option<string>[];
  binding: Binding;
}

function ChoiceField({ name, label, options, binding }: ChoiceFieldProps) {
  return (
    <Field label={label} error={binding.errors[name]}>
      {(control) => (
        <Select
          {...control}
          value={binding.draft[name]}
          options={options}
          onChange={(value) => binding.set(name, value)}
        />
      )}
    </Field>
  );
}
