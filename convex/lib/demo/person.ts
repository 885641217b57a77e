/** A contact of the demo. `company` is a place in the list of companies. */
export interface Person {
  firstName: string;
  lastName: string;
  jobTitle: string;
  subtype: "lead" | "customer" | "prospect";
  status?: "active" | "inactive";
  company?: number;
  source: string;
  tags: string[];
  phone?: string;
  notes?: string;
}
