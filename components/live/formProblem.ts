/** What a form says after a refusal: one text above it, and one beside each field that it is about. See `useRefusals`. */
export interface FormProblem {
  text: string;
  fields: Readonly<Partial<Record<string, string>>>;
}
