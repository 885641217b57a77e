"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { api } from "@/convex/_generated/api";
import { useLiveQuery } from "../live/useLiveQuery";
import { ReferencePicker } from "../object/form/ReferencePicker";
import { useSession } from "../session/SessionProvider";
import { Alert } from "../ui/Alert";
import { Avatar } from "../ui/Avatar";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { useClientActions } from "./useClientActions";
import type { ClientDetail } from "./useClients";

/** Links a client to a contact: the one with their e-mail is offered first, any other one is found by typing. */
export function ContactChoice({ client: { frontendUser, suggestedContact } }: { client: ClientDetail }) {
  const t = useTranslations("clients");
  const { link } = useClientActions();
  const [chosenId, setChosenId] = useState("");
  const { data: chosen } = useContactOf(chosenId);
  const [isPending, setPending] = useState(false);
  const linkTo = async (contact: { id: string; name: string }) => {
    setPending(true);
    const isDone = await link(frontendUser, contact);
    if (!isDone) setPending(false);
  };
  return (
    <>
      {suggestedContact === null ? null : (
        <Suggestion
          contact={suggestedContact}
          isPending={isPending && chosenId === ""}
          onLink={() => void linkTo(suggestedContact)}
        />
      )}
      <div className="flex items-end gap-2">
        <Field label={t(suggestedContact === null ? "chooseContact" : "otherContact")} className="flex-1">
          {(control) => (
            <ReferencePicker
              attributes={control}
              label={t("contact")}
              to="crm_contact"
              id={chosenId}
              onChange={setChosenId}
            />
          )}
        </Field>
        <Button
          size="md"
          disabled={chosen === undefined}
          pending={isPending && chosenId !== ""}
          onClick={() => (chosen === undefined ? undefined : void linkTo(chosen))}
        >
          {t("link")}
        </Button>
      </div>
      {chosen !== undefined && chosen.email !== frontendUser.email ? (
        <Alert tone="warning">{t("otherEmail", { email: chosen.email, contact: chosen.name })}</Alert>
      ) : null}
    </>
  );
}

interface SuggestionProps {
  contact: NonNullable<ClientDetail["suggestedContact"]>;
  isPending: boolean;
  onLink: () => void;
}

function Suggestion({ contact: { name, email, emailVerified }, isPending, onLink }: SuggestionProps) {
  const t = useTranslations("clients");
  return (
    <section aria-label={t("suggested")} className="overflow-hidden rounded-lg border">
      <div className="flex min-w-0 items-center gap-3 p-3">
        <Avatar name={name} />
        <div className="min-w-0 flex-1 text-sm">
          <p dir="auto" className="truncate text-left font-medium">
            {name}
          </p>
          <p className="truncate text-xs text-ink-faint">{t("sameEmail", { email })}</p>
        </div>
        <Button kind={emailVerified ? "primary" : "secondary"} pending={isPending} onClick={onLink}>
          {t("link")}
        </Button>
      </div>
      {emailVerified ? null : (
        <Alert tone="warning" className="rounded-none">
          {t("suggestionNotVerified", { email })}
        </Alert>
      )}
    </section>
  );
}

function useContactOf(id: string) {
  const { sessionId } = useSession();
  return useLiveQuery(api.crmOntology.getContact, id === "" ? "skip" : { sessionId, contactId: id });
}
