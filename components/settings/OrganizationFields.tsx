"use client";

import { type ComponentProps, useId, useMemo } from "react";
import { useLocale, useTranslations } from "use-intl/react";
import type { FormProblem } from "../live/formProblem";
import { Field } from "../ui/Field";
import { Input, Textarea } from "../ui/Input";
import type { OrganizationDraft, SettingName } from "./organizationDraft";
import { SettingsSection } from "./SettingsFrame";
import { type Suggestion, suggestions } from "./suggestions";

interface OrganizationFieldsProps {
  draft: OrganizationDraft;
  errors: FormProblem["fields"];
  /** What somebody else chose for settings that were changed here, too. */
  theirs: Partial<OrganizationDraft>;
  onChange: (name: SettingName, value: string) => void;
}

export function OrganizationFields(props: OrganizationFieldsProps) {
  const t = useTranslations("settings");
  const language = useLocale();
  const known = useMemo(() => suggestions(language), [language]);
  return (
    <>
      <SettingsSection title={t("organization")} about={t("organizationAbout")}>
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-3">
          <LineField
            name="name"
            label={t("titles.name")}
            form={props}
            required
            className="sm:col-span-3"
            autoComplete="organization"
          />
          <LineField name="locale" label={t("titles.locale")} form={props} required known={known.locales} />
          <LineField
            name="timeZone"
            label={t("titles.timeZone")}
            form={props}
            required
            known={known.timeZones}
          />
          <LineField
            name="currency"
            label={t("titles.currency")}
            form={props}
            required
            known={known.currencies}
          />
        </div>
        <Sample {...props.draft} />
      </SettingsSection>
      <Address {...props} />
      <Origins {...props} />
    </>
  );
}

function Address(form: OrganizationFieldsProps) {
  const t = useTranslations("settings");
  return (
    <SettingsSection title={t("titles.address")} about={t("addressAbout")}>
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-3">
        <LineField name="address.street" label={t("address.street")} form={form} className="sm:col-span-3" />
        <LineField name="address.postalCode" label={t("address.postalCode")} form={form} />
        <LineField name="address.city" label={t("address.city")} form={form} className="sm:col-span-2" />
        <LineField name="address.state" label={t("address.state")} form={form} />
        <LineField
          name="address.country"
          label={t("address.country")}
          form={form}
          className="sm:col-span-2"
        />
        <LineField name="taxId" label={t("titles.taxId")} form={form} className="sm:col-span-3" />
      </div>
    </SettingsSection>
  );
}

function Origins(form: OrganizationFieldsProps) {
  const t = useTranslations("settings");
  const note = useNote(form, "allowedOrigins") ?? t("originsHint");
  return (
    <SettingsSection title={t("titles.allowedOrigins")} about={t("originsAbout")}>
      <Field label={t("originsLabel")} error={form.errors.allowedOrigins} hint={note}>
        {(control) => (
          <Textarea
            {...control}
            rows={3}
            spellCheck={false}
            className="font-mono"
            value={form.draft.allowedOrigins}
            onChange={(event) => form.onChange("allowedOrigins", event.target.value)}
          />
        )}
      </Field>
    </SettingsSection>
  );
}

interface LineFieldProps extends Omit<ComponentProps<"input">, "name" | "value" | "onChange" | "form"> {
  name: SettingName;
  label: string;
  form: OrganizationFieldsProps;
  /** Anything else can be typed all the same; whether it is right the function says. */
  known?: readonly Suggestion[];
}

function LineField({ name, form, label, known, className, required = false, ...rest }: LineFieldProps) {
  const { draft, errors, onChange } = form;
  const listId = useId();
  const note = useNote(form, name);
  return (
    <Field
      label={label}
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

function useNote({ theirs }: OrganizationFieldsProps, name: SettingName): string | undefined {
  const t = useTranslations("settings");
  const value = theirs[name];
  return value === undefined ? undefined : t("theirs", { value: value === "" ? t("nothing") : value });
}

/** What the three choices come to, as soon as they mean something. */
function Sample({ locale, timeZone, currency }: OrganizationDraft) {
  const t = useTranslations("settings");
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
      {sample === undefined
        ? null
        : t.rich("example", {
            sample: () => (
              <span lang={locale} className="tabular-nums text-ink-soft">
                {sample}
              </span>
            ),
          })}
    </p>
  );
}
