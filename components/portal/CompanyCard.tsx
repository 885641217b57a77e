import type { FunctionReturnType } from "convex/server";
import { useTranslations } from "use-intl/react";
import { api } from "@/convex/_generated/api";
import { useSteadyQuery } from "../live/useSteadyQuery";
import { Avatar } from "../ui/Avatar";
import { NotLoaded } from "./NotLoaded";
import { usePortal } from "./portalContext";
import { Card, Facts } from "./PortalPage";
import { CardSkeleton } from "./PortalPlaceholder";

type Company = NonNullable<FunctionReturnType<typeof api.frontendUserQueries.getCompany>>;
type OpenCompany = NonNullable<Company["opened"]>;

/** The company of the client, if they have one: its name, and everything else only if staff opened it to them. */
export function CompanyCard() {
  const t = useTranslations("portal.company");
  const { sessionId } = usePortal();
  const { data, error, retry } = useSteadyQuery(api.frontendUserQueries.getCompany, { sessionId });
  if (error !== undefined) return <NotLoaded onRetry={retry}>{t("notLoaded")}</NotLoaded>;
  if (data === undefined) return <CardSkeleton />;
  return data === null ? null : <Known company={data} />;
}

function Known({ company: { name, opened } }: { company: Company }) {
  const t = useTranslations("portal.company");
  return (
    <Card title={name}>
      {opened === null ? <p className="text-sm text-ink-soft">{t("yours")}</p> : <Opened company={opened} />}
    </Card>
  );
}

function Opened({ company }: { company: OpenCompany }) {
  const t = useTranslations("portal.company");
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
          [t("website"), website],
          [t("industry"), industry],
          [t("address"), place.filter(Boolean).join(", ")],
          [t("taxId"), taxId],
          [t("billingEmail"), billingEmail],
          [t("phone"), phone],
        ]}
      />
      <h3 className="mb-2 mt-5 text-sm font-semibold">{t("people")}</h3>
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
