"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { useRefusals } from "../live/useRefusals";
import { joinOrganization, signOut } from "./invitationRequests";
import { Alert } from "../ui/Alert";
import { Button } from "../ui/Button";
import { enterOrganization } from "./enterOrganization";

interface JoinAsReaderProps {
  token: string;
  organizationId: string;
  name: string;
}

/** Whom the invitation is for is signed in already. */
export function JoinAsReader({ token, organizationId, name }: JoinAsReaderProps) {
  const t = useTranslations("invitations");
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const { sentenceOf } = useRefusals();
  const join = async () => {
    setPending(true);
    const refusal = await joinOrganization(token);
    if (refusal === undefined) return await enterOrganization(organizationId);
    setProblem(sentenceOf(refusal));
    setPending(false);
  };
  return (
    <div className="mt-7 flex flex-col gap-4">
      {problem === undefined ? null : <Alert>{problem}</Alert>}
      <Button kind="primary" size="lg" pending={isPending} onClick={() => void join()}>
        {t("joinAs", { name })}
      </Button>
    </div>
  );
}

interface OtherReaderProps {
  readerEmail: string;
  invitedEmail: string;
  onLeft: () => void;
}

/** Somebody else is signed in here: an invitation is never taken under another address than its own. */
export function OtherReader({ readerEmail, invitedEmail, onLeft }: OtherReaderProps) {
  const t = useTranslations("invitations");
  const [isPending, setPending] = useState(false);
  const change = async () => {
    setPending(true);
    await signOut();
    onLeft();
  };
  return (
    <div className="mt-7 flex flex-col gap-4">
      <Alert tone="warning">
        {t.rich("otherReader", {
          reader: readerEmail,
          invited: invitedEmail,
          b: (chunks) => <span className="wrap-anywhere font-medium">{chunks}</span>,
        })}
      </Alert>
      <Button size="lg" pending={isPending} onClick={() => void change()}>
        {t("leave")}
      </Button>
    </div>
  );
}
