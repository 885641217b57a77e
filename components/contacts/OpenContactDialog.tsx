"use client";

import { useMutation } from "convex/react";
import { useMemo } from "react";
import { useTranslations } from "use-intl/react";
import { api } from "@/convex/_generated/api";
import type { Contact } from "@/lib/contacts/object";
import { useSteadyQuery } from "../live/useSteadyQuery";
import { textIn } from "../object/form/draft";
import { ObjectDialog } from "../object/form/ObjectDialog";
import type { OpenDialogProps } from "../object/form/typeDialog";
import { useSession } from "../session/SessionProvider";
import { contactPlan } from "./contactPlan";

export function OpenContactDialog(props: OpenDialogProps<Contact>) {
  const { target } = props;
  const t = useTranslations("objects.form.hints");
  const { sessionId, organization } = useSession();
  const createContact = useMutation(api.crmOntology.createContact);
  const updateContact = useMutation(api.crmOntology.updateContact);
  const { data: latest } = useSteadyQuery(
    api.crmOntology.getContact,
    target.kind === "edit" ? { sessionId, contactId: target.object.id } : "skip",
  );
  const plan = useMemo(() => contactPlan({ source: t("source") }), [t]);
  return (
    <ObjectDialog
      {...props}
      plan={plan}
      latest={latest}
      create={async (given, draft) => {
        const contact = { ...given, email: textIn(draft, "email").trim() };
        const answer = await createContact({ sessionId, organizationId: organization.id, contact });
        return { saved: answer.contact, isNew: answer.isNewContact };
      }}
      update={async (contactId, expectedVersion, updates) =>
        await updateContact({ sessionId, contactId, expectedVersion, updates })
      }
    />
  );
}
