"use client";

import { ChevronDown } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { FormProblem } from "../../live/formProblem";
import { Button } from "../../ui/Button";
import { classNames } from "../../ui/classNames";
import { DialogFooter } from "../../ui/Dialog";
import { Form } from "../Form";
import type { Draft, DraftValue } from "./draft";
import { FieldControl } from "./FieldControl";
import type { FormControl, FormField } from "./formFields";

export interface ObjectFormProps {
  fields: readonly FormField[];
  draft: Draft;
  problem: FormProblem | undefined;
  /** Remarks beside the titles of controls, by their paths. */
  marks?: Readonly<Partial<Record<string, string>>>;
  /** Shows the fields for a quick start first, and the others on demand. */
  isQuick?: boolean;
  /** What has to be read before saving; it stands above the buttons, where it moves no field. */
  notices?: ReactNode;
  submitLabel: string;
  onChange: (path: string, value: DraftValue) => void;
  onSubmit: () => Promise<void>;
  onCancel: () => void;
}

/** The form of a registered type: a control for each of its fields. */
export function ObjectForm(props: ObjectFormProps) {
  const { fields, problem, isQuick = false, notices, submitLabel, onSubmit, onCancel } = props;
  const common = useTranslations("common");
  const [isUnfolded, setUnfolded] = useState(!isQuick);
  const shown = isUnfolded ? fields : fields.filter((field) => field.isQuick);
  // Where the reader begins, and begins again with what was unfolded: its button is gone with the focus.
  const first = isQuick && isUnfolded ? shown.find((field) => !field.isQuick) : shown[0];
  return (
    <Form
      problem={problem}
      onSubmit={onSubmit}
      className="flex-1"
      bodyClass={classNames(
        "grid min-h-0 flex-1 grid-cols-1 content-start gap-4 overflow-y-auto overscroll-contain px-5 py-5 sm:grid-cols-2",
        // As high as it can become, so that what others save while it is open moves nothing.
        !isQuick && "sm:h-[40rem]",
      )}
      footer={(isPending) => (
        <>
          {notices}
          <DialogFooter>
            {isUnfolded ? null : <MoreFields onUnfold={() => setUnfolded(true)} />}
            <Button size="md" onClick={onCancel}>
              {common("cancel")}
            </Button>
            <Button type="submit" kind="primary" size="md" pending={isPending}>
              {submitLabel}
            </Button>
          </DialogFooter>
        </>
      )}
    >
      {shown.map((field) => (
        <FieldGroup key={field.name} field={field} form={props} isFirst={field === first} />
      ))}
    </Form>
  );
}

function MoreFields({ onUnfold }: { onUnfold: () => void }) {
  const t = useTranslations("objects.form");
  return (
    <Button kind="quiet" size="md" className="-ml-2 mr-auto" onClick={onUnfold}>
      <ChevronDown aria-hidden />
      {t("more")}
    </Button>
  );
}

function FieldGroup({ field, form, isFirst }: { field: FormField; form: ObjectFormProps; isFirst: boolean }) {
  const { title, hint, controls } = field;
  const [only] = controls;
  const isOne = controls.length === 1 && only !== undefined;
  const controlOf = (control: FormControl, className: string) => (
    <FieldControl
      key={control.path}
      control={control}
      value={form.draft[control.path] ?? ""}
      error={form.problem?.fields[control.path]}
      hint={isOne ? hint : undefined}
      mark={form.marks?.[control.path]}
      autoFocus={isFirst}
      className={className}
      onChange={(value) => form.onChange(control.path, value)}
    />
  );
  if (isOne) return controlOf(only, isWide(only) ? "sm:col-span-2" : "");
  return (
    <fieldset className="grid grid-cols-6 gap-x-3 gap-y-4 rounded-md border border-line px-3.5 pb-3.5 pt-1 sm:col-span-2">
      <legend className="px-1 text-sm font-medium text-ink-soft">{title}</legend>
      {controls.map((control) => controlOf(control, partWidths[partOf(control)] ?? "col-span-6"))}
    </fieldset>
  );
}

const partWidths: Readonly<Partial<Record<string, string>>> = {
  postalCode: "col-span-2",
  city: "col-span-4",
  state: "col-span-6 sm:col-span-3",
  country: "col-span-6 sm:col-span-3",
};

function partOf({ path }: FormControl): string {
  return path.slice(path.indexOf(".") + 1);
}

function isWide({ kind, path }: FormControl): boolean {
  return kind === "text" || kind === "tags" || kind === "reference" || path === "name";
}
