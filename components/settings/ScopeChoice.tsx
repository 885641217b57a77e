"use client";

import { useId } from "react";
import { useTranslations } from "use-intl/react";
import { scopedResources } from "@/lib/permissions/matrix";
import { Checkbox } from "../ui/Checkbox";

const ALL = "*";
const PORTAL = "portal:sync";
const verbs = ["read", "write"] as const;

interface ScopeChoiceProps {
  chosen: readonly string[];
  onChange: (scopes: readonly string[]) => void;
  error: string | undefined;
}

/** What a key may do, one line for each kind of thing. */
export function ScopeChoice({ chosen, onChange, error }: ScopeChoiceProps) {
  const t = useTranslations("keys");
  const errorId = useId();
  const hasAll = chosen.includes(ALL);
  const box = (scope: string) => ({
    checked: chosen.includes(scope) || hasAll,
    disabled: hasAll && scope !== ALL,
    onChange: (checked: boolean) =>
      onChange(checked ? [...chosen, scope] : chosen.filter((one) => one !== scope)),
  });
  const fault = error === undefined ? {} : { "aria-invalid": true, "aria-describedby": errorId };
  return (
    <fieldset className="min-w-0 sm:col-span-3">
      <legend className="mb-1.5 text-sm font-medium text-ink">
        {t("form.may")}
        <span aria-hidden className="text-ink-faint">
          {" *"}
        </span>
      </legend>
      <div className="rounded-md border px-3.5 py-1">
        <Checkbox {...box(ALL)} {...fault}>
          {t("everythingLater")}
        </Checkbox>
        {scopedResources.map((resource) => (
          <div key={resource} className="flex items-center gap-5 border-t border-line">
            <span className="min-w-0 flex-1 text-sm text-ink-soft">{t(`scopes.${resource}.title`)}</span>
            {verbs.map((verb) => (
              <Checkbox
                key={verb}
                {...box(`${resource}:${verb}`)}
                aria-label={t(`scopes.${resource}.${verb}`)}
              >
                {t(verb)}
              </Checkbox>
            ))}
          </div>
        ))}
        <Checkbox {...box(PORTAL)} className="border-t border-line">
          {t("portal")}
        </Checkbox>
      </div>
      {error === undefined ? null : (
        <p id={errorId} className="mt-1.5 text-xs text-danger-ink">
          {error}
        </p>
      )}
    </fieldset>
  );
}

/** What a scope allows, in plain words. */
export function useScopeWords(): (scope: string) => string {
  const t = useTranslations("keys");
  return (scope) => {
    if (scope === ALL) return t("everything");
    if (scope === PORTAL) return t("portal");
    const resource = scopedResources.find((one) => scope.startsWith(`${one}:`));
    const verb = verbs.find((one) => scope.endsWith(`:${one}`));
    return resource === undefined || verb === undefined ? scope : t(`scopes.${resource}.${verb}`);
  };
}
