"use client";

import { type ComponentProps, useId, useMemo, useState } from "react";
import type { FormProblem } from "../live/formProblem";
import type { ObjectWords } from "../object/objectWords";
import { Field } from "../ui/Field";
import { Input, Textarea } from "../ui/Input";
import type { OrganizationDraft, SettingName } from "./organizationDraft";
import { SettingsSection } from "./SettingsFrame";
import { type Suggestion, suggestions } from "./suggestions";

interface OrganizationFieldsProps {
  draft: OrganizationDraft;
  titles: ObjectWords["titles"];
  errors: FormProblem["fields"];
  /** What somebody else chose for settings that were changed here, too. */
  theirs: Partial<OrganizationDraft>;
  onChange: (name: SettingName, value: string) => void;
}

export function OrganizationFields(props: OrganizationFieldsProps) {
  const { draft, titles, errors, onChange } = props;
  const [known] = useState(suggestions);
  return (
    <>
      <SettingsSection title="Organization" about="How it is called, and how dates and amounts are written.">
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-3">
          <LineField
            name="name"
            form={props}
            required
            className="sm:col-span-3"
            autoComplete="organization"
          />
          <LineField name="locale" form={props} required known={known.locales} />
          <LineField name="timeZone" form={props} required known={known.timeZones} />
          <LineField name="currency" form={props} required known={known.currencies} />
        </div>
        <Sample {...draft} />
      </SettingsSection>
      <SettingsSection title="Address" about="As it will stand on what you send to clients.">
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-3">
          <LineField name="address.street" label="Street" form={props} className="sm:col-span-3" />
          <LineField name="address.postalCode" label="Postal code" form={props} />
          <LineField name="address.city" label="City" form={props} className="sm:col-span-2" />
          <LineField name="address.state" label="State or region" form={props} />
          <LineField name="address.country" label="Country" form={props} className="sm:col-span-2" />
          <LineField name="taxId" form={props} className="sm:col-span-3" />
        </div>
      </SettingsSection>
      <SettingsSection
        title={titles.allowedOrigins ?? "allowedOrigins"}
        about="Pages of other sites may read the API's answers only from these addresses."
      >
        <Field
          label="One to a line"
          error={errors.allowedOrigins}
          hint={
            noteOf(props, "allowedOrigins") ??
            "For example https://portal.example. Programs on servers need none."
          }
        >
          {(control) => (
            <Textarea
              {...control}
              rows={3}
              spellCheck={false}
              className="font-mono"
              value={draft.allowedOrigins}
              onChange={(event) => onChange("allowedOrigins", event.target.value)}
            />
          )}
        </Field>
      </SettingsSection>
    </>
  );
}

interface LineFieldProps extends Omit<ComponentProps<"input">, "name" | "value" | "onChange" | "form"> {
  name: SettingName;
  form: OrganizationFieldsProps;
  label?: string;
  /** Anything else can be typed all the same; whether it is right the function says. */
  known?: readonly Suggestion[];
}

function LineField({ name, form, label, known, className, required = false, ...rest }: LineFieldProps) {
  const { draft, titles, errors, onChange } = form;
  const listId = useId();
  const note = noteOf(form, name);
  return (
    <Field
      label={label ?? titles[name] ?? name}
      required={required}
      error={errors[name]}
      {...(note === undefined ? {} : { hint: note })}
      {...(className === undefined ? {} : { className })}
    >
      {(control) => (
        <>
          <Input
            autoComplete="off"
            {...control}
            {...rest}
            {...(known === undefined ? {} : { list: listId })}
            value={draft[name]}
            onChange={(event) => onChange(name, event.target.value)}
          />
          {known === undefined ? null : (
            <datalist id={listId}>
              {known.map(({ value, label: text }) => (
                <option key={value} value={value}>
                  {text}
                </option>
              ))}
            </datalist>
          )}
        </>
      )}
    </Field>
  );
}

function noteOf({ theirs }: OrganizationFieldsProps, name: SettingName): string | undefined {
  const value = theirs[name];
  return value === undefined ? undefined : `Somebody else chose: ${value === "" ? "nothing" : value}`;
}

/** What the three choices come to, as soon as they mean something. */
function Sample({ locale, timeZone, currency }: OrganizationDraft) {
  const sample = useMemo(() => {
    try {
      const date = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone });
      const amount = new Intl.NumberFormat(locale, { style: "currency", currency });
      return `${date.format(Date.UTC(2026, 0, 31, 16, 30))}  ·  ${amount.format(1234.5)}`;
    } catch {
      return undefined;
    }
  }, [locale, timeZone, currency]);
  return (
    <p className="min-h-5 text-sm text-ink-faint">
      {sample === undefined ? null : (
        <>
          For example <span className="tabular-nums text-ink-soft">{sample}</span>
        </>
      )}
    </p>
  );
}
