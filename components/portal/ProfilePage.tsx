"use client";

import { api } from "@/convex/_generated/api";
import { useKept } from "../live/useKept";
import { useLiveQuery } from "../live/useLiveQuery";
import { Alert } from "../ui/Alert";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { usePortal } from "./portalContext";
import { PortalTime } from "./PortalTime";
import { Card, Facts, PortalPage } from "./PortalPage";
import { CardSkeleton } from "./PortalPlaceholder";
import { providerTitle } from "./providerTitle";
import { SessionsCard } from "./SessionsCard";

/** Who the client is here, how they sign in, and where they are signed in. */
export function ProfilePage() {
  const { user, contact } = usePortal();
  return (
    <PortalPage title="Profile">
      <Card title="You">
        <Facts
          facts={[
            ["Name", user.name],
            ["E-mail", <Email key="email" {...user} />],
            ["Known here as", contact?.name ?? "Nobody yet: the staff have not linked you to a contact."],
          ]}
        />
      </Card>
      <Identities />
      <SessionsCard />
    </PortalPage>
  );
}

function Identities() {
  const { sessionId } = usePortal();
  const { data, error, retry } = useLiveQuery(api.portalPages.listIdentities, { sessionId });
  const identities = useKept(data, "identities").value;
  if (error !== undefined) {
    return (
      <Alert action={<Button onClick={retry}>Try again</Button>}>
        Your ways to sign in could not be loaded.
      </Alert>
    );
  }
  if (identities === undefined) return <CardSkeleton />;
  return (
    <Card title="How you sign in">
      <ul className="divide-y divide-line">
        {identities.map(({ id, provider, email, emailVerified, lastLogin }) => (
          <li
            key={id}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2.5 text-sm last:pb-0"
          >
            <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-ink-soft">
              <span className="font-medium text-ink">{providerTitle(provider)}</span>
              <Email email={email} emailVerified={emailVerified} />
            </span>
            <span className="text-xs text-ink-faint">
              Last used <PortalTime atMs={lastLogin} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Email({ email, emailVerified }: { email: string; emailVerified: boolean }) {
  return (
    <span className="inline-flex max-w-full flex-wrap items-center gap-2">
      <span className="break-all">{email}</span>
      {emailVerified ? <Badge tone="accent">Verified</Badge> : <Badge tone="copper">Not verified</Badge>}
    </span>
  );
}
