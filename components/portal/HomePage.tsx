"use client";

import { Inbox } from "lucide-react";
import { api } from "@/convex/_generated/api";
import { useKept } from "../live/useKept";
import { useLiveQuery } from "../live/useLiveQuery";
import { Alert } from "../ui/Alert";
import { Button } from "../ui/Button";
import { usePortal } from "./portalContext";
import { CompanyCard } from "./CompanyCard";
import { Card, Facts, PortalPage } from "./PortalPage";
import { CardSkeleton } from "./PortalPlaceholder";
import { WaitingPage } from "./WaitingPage";

/** What the client sees first; who is not linked to a contact yet sees that they have to wait. */
export function HomePage() {
  const { contact } = usePortal();
  return contact === null ? <WaitingPage /> : <LinkedHome contact={contact} />;
}

function LinkedHome({ contact }: { contact: NonNullable<ReturnType<typeof usePortal>["contact"]> }) {
  const { organization } = usePortal();
  return (
    <PortalPage title={`Welcome, ${contact.name}`}>
      <Card title="What needs you">
        <p className="flex items-center gap-2.5 text-sm text-ink-soft">
          <Inbox aria-hidden className="size-4 shrink-0 text-ink-faint" />
          Nothing waits for you at the moment.
        </p>
      </Card>
      <Card title="You">
        <p className="mb-3 text-sm text-ink-soft">As {organization.name} knows you.</p>
        <Facts
          facts={[
            ["Name", contact.name],
            ["E-mail", contact.email],
            ["Phone", contact.phone],
            ["Position", contact.jobTitle],
          ]}
        />
      </Card>
      <Company />
    </PortalPage>
  );
}

function Company() {
  const { sessionId } = usePortal();
  const { data, error, retry } = useLiveQuery(api.frontendUserQueries.getCompany, { sessionId });
  const kept = useKept(data, "company").value;
  if (error !== undefined) {
    return (
      <Alert action={<Button onClick={retry}>Try again</Button>}>Your company could not be loaded.</Alert>
    );
  }
  if (kept === undefined) return <CardSkeleton />;
  return kept === null ? null : <CompanyCard company={kept} />;
}
