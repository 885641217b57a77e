import type { FunctionReturnType } from "convex/server";
import type { api } from "@/convex/_generated/api";
import { Avatar } from "../ui/Avatar";
import { Card, Facts } from "./PortalPage";

type Company = NonNullable<FunctionReturnType<typeof api.frontendUserQueries.getCompany>>;
type OpenCompany = NonNullable<Company["opened"]>;

/** The company of the client: its name, and everything else only if staff opened it to them. */
export function CompanyCard({ company }: { company: Company }) {
  const { name, opened } = company;
  return (
    <Card title={name}>
      {opened === null ? (
        <p className="text-sm text-ink-soft">This is the company that you belong to.</p>
      ) : (
        <Opened company={opened} />
      )}
    </Card>
  );
}

function Opened({ company }: { company: OpenCompany }) {
  const { website, industry, address, taxId, billingEmail, phone, contacts } = company;
  const place = [
    address?.street,
    [address?.postalCode, address?.city].filter(Boolean).join(" "),
    address?.country,
  ];
  return (
    <>
      <Facts
        facts={[
          ["Website", website],
          ["Industry", industry],
          ["Address", place.filter(Boolean).join(", ")],
          ["Tax number", taxId],
          ["Invoices go to", billingEmail],
          ["Phone", phone],
        ]}
      />
      <h3 className="mb-2 mt-5 text-sm font-semibold">People</h3>
      <ul className="grid gap-2 sm:grid-cols-2">
        {contacts.map((colleague) => (
          <li
            key={colleague.id}
            className="flex min-w-0 items-center gap-3 rounded-md border border-line p-2.5"
          >
            <Avatar name={colleague.name} />
            <div className="min-w-0 text-sm">
              <p className="truncate font-medium">{colleague.name}</p>
              <p className="truncate text-xs text-ink-faint">{colleague.jobTitle ?? colleague.email}</p>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
