import { useMemo } from "react";
import { useTranslations } from "use-intl/react";
import type { ObjectWords } from "../objectWords";
import { type FormField, type FormPlan, formFieldsOf } from "./formFields";

export function useFormFields(words: ObjectWords, plan: FormPlan): readonly FormField[] {
  const t = useTranslations("objects");
  return useMemo(
    () =>
      formFieldsOf(words, plan, {
        name: t("name"),
        subtype: t("subtype"),
        status: t("status"),
        address: {
          street: t("form.address.street"),
          postalCode: t("form.address.postalCode"),
          city: t("form.address.city"),
          state: t("form.address.state"),
          country: t("form.address.country"),
        },
      }),
    [words, plan, t],
  );
}
