import type { FormPlan } from "../object/form/formFields";

/** How a CRM organization is asked for. */
export const crmOrganizationPlan: FormPlan = {
  hasName: true,
  quick: ["name", "website"],
  next: ["industry", "status", "billingEmail", "phone", "taxId", "address"],
  hints: {},
};
