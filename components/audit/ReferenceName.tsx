"use client";

import Link from "next/link";
import { api } from "@/convex/_generated/api";
import { useLiveQuery } from "../live/useLiveQuery";
import { useSession } from "../session/SessionProvider";
import { objectPage } from "./objectPages";

/** What an entry points to, by the name that it has now; its id where it is gone or still unknown. */
export function ReferenceName({ type, id }: { type: string; id: string }) {
  const { sessionId } = useSession();
  const contact = useLiveQuery(
    api.crmOntology.getContact,
    type === "crm_contact" ? { sessionId, contactId: id } : "skip",
  );
  const company = useLiveQuery(
    api.crmOntology.getCrmOrganization,
    type === "crm_organization" ? { sessionId, crmOrgId: id } : "skip",
  );
  const name = contact.data?.name ?? company.data?.name;
  const href = objectPage(type, id);
  if (name === undefined || href === undefined) return <span className="font-mono text-xs">{id}</span>;
  return (
    <Link href={href} className="rounded-sm text-accent-ink underline-offset-2 hover:underline">
      {name}
    </Link>
  );
}
