"use client";

import { type ReactNode, useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import { useRefusals } from "../live/useRefusals";
import type { Refusal } from "../session/session";
import { readInvitation } from "./invitationRequests";
import { Button } from "../ui/Button";
import { Skeleton } from "../ui/Skeleton";
import { AcceptForm } from "./AcceptForm";
import type { ShownInvitation } from "./invitation";
import { JoinAsReader, OtherReader } from "./SignedInReader";

type State =
  | { status: "reading" }
  | { status: "read"; token: string; invitation: ShownInvitation }
  | { status: "refused"; refusal: Refusal };

/** The secret of the link stands behind `#`: browsers keep it to themselves, so it is read here and not on a server. */
export function InvitationAnswer() {
  const { state, readAgain } = useInvitation();
  switch (state.status) {
    case "reading":
      return <Reading />;
    case "refused":
      return <Refused refusal={state.refusal} onRetry={readAgain} />;
    case "read":
      return <Answer token={state.token} invitation={state.invitation} onReaderLeft={readAgain} />;
  }
}

function useInvitation(): { state: State; readAgain: () => void } {
  const [state, setState] = useState<State>({ status: "reading" });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    const token = window.location.hash.slice(1);
    void readInvitation(token).then((outcome) => {
      if (!isCurrent) return;
      setState(
        outcome.ok
          ? { status: "read", token, invitation: outcome.value }
          : { status: "refused", refusal: outcome.refusal },
      );
    });
    return () => {
      isCurrent = false;
    };
  }, [attempt]);
  useEffect(() => {
    // Another link that is pasted into the same tab changes nothing but what stands behind `#`.
    const follow = () => setAttempt((count) => count + 1);
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, []);
  return { state, readAgain: () => setAttempt(attempt + 1) };
}

interface AnswerProps {
  token: string;
  invitation: ShownInvitation;
  onReaderLeft: () => void;
}

function Answer({ token, invitation, onReaderLeft }: AnswerProps) {
  const t = useTranslations("invitations");
  const { organizationId, organizationName, email, role, reader } = invitation;
  return (
    <>
      <Title>{t("join", { organization: organizationName })}</Title>
      <p className="mt-1.5 text-base text-ink-soft">
        {t.rich("invitedAs", {
          role: t(`roleNames.${role}`),
          email,
          b: (chunks) => <span className="wrap-anywhere font-medium text-ink">{chunks}</span>,
        })}
      </p>
      {reader === null ? <AcceptForm token={token} invitation={invitation} /> : null}
      {reader?.email === email ? (
        <JoinAsReader token={token} organizationId={organizationId} name={reader.name} />
      ) : null}
      {reader !== null && reader.email !== email ? (
        <OtherReader readerEmail={reader.email} invitedEmail={email} onLeft={onReaderLeft} />
      ) : null}
    </>
  );
}

function Reading() {
  const t = useTranslations("invitations");
  return (
    <div role="status">
      <span className="sr-only">{t("reading")}</span>
      <Skeleton className="h-7 w-3/5" />
      <Skeleton className="mt-4 h-3 w-full" />
      <Skeleton className="mt-8 h-9 w-full rounded-md" />
      <Skeleton className="mt-5 h-9 w-full rounded-md" />
      <Skeleton className="mt-6 h-10 w-full rounded-md" />
    </div>
  );
}

/** Links that are used, replaced, revoked, over or broken all look the same: what helps is a new one. */
function Refused({ refusal, onRetry }: { refusal: Refusal; onRetry: () => void }) {
  const t = useTranslations("invitations");
  const common = useTranslations("common");
  const { sentenceOf } = useRefusals();
  const isOver = refusal.code === "NOT_FOUND" || refusal.code === "INVALID_REQUEST";
  return (
    <div role="alert">
      <Title>{t(isOver ? "broken" : "unreadable")}</Title>
      <p className="mt-1.5 text-base text-ink-soft">{sentenceOf(refusal)}</p>
      {isOver ? null : (
        <Button kind="primary" size="lg" className="mt-6" onClick={onRetry}>
          {common("tryAgain")}
        </Button>
      )}
    </div>
  );
}

function Title({ children }: { children: ReactNode }) {
  return <h1 className="break-words text-2xl font-semibold tracking-tight text-balance">{children}</h1>;
}
