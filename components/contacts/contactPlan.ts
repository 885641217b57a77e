import type { FormPlan } from "../object/form/formFields";

/** How a contact is asked for. Its name follows from the first and last one. */
export function contactPlan(hints: FormPlan["hints"]): FormPlan {
  return {
    hasName: false,
    quick: ["firstName", "lastName", "email", "phone"],
    next: ["company", "jobTitle", "crmOrganizationId", "subtype", "status"],
    hints,
  };
}
