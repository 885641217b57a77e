"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { useRefusals } from "../live/useRefusals";
import type { Refusal } from "../session/session";
import { Alert } from "../ui/Alert";
import { Button } from "../ui/Button";
import { beginSignIn } from "./portalRequests";
import { ProviderMark } from "./ProviderMark";
import type { SignInProblem } from "./signInProblem";

interface PortalSignInProps {
  providers: readonly { id: string; title: string }[];
  /** Why an earlier attempt ended without a session. */
  problem: SignInProblem | undefined;
  next: string;
}

export function PortalSignIn({ providers, problem, next }: PortalSignInProps) {
  const t = useTranslations("portalSignIn");
  const [pending, setPending] = useState<string>();
  const [refusal, setRefusal] = useState<Refusal>();
  const { sentenceOf } = useRefusals();

  const begin = async (provider: string) => {
    setPending(provider);
    setRefusal(undefined);
    const outcome = await beginSignIn(provider, next);
    if (outcome.ok) return window.location.assign(outcome.value);
    setRefusal(outcome.refusal);
    setPending(undefined);
  };

  return (
    <div className="mt-7 flex flex-col gap-3">
      {refusal === undefined ? null : <Alert>{sentenceOf(refusal)}</Alert>}
      {refusal !== undefined || problem === undefined ? null : (
        <Explained title={t(`problems.${problem}.title`)}>{t(`problems.${problem}.text`)}</Explained>
      )}
      {providers.map(({ id, title }) => (
        <Button
          key={id}
          size="lg"
          className="w-full"
          pending={pending === id}
          disabled={pending !== undefined}
          onClick={() => void begin(id)}
        >
          <ProviderMark id={id} />
          {t("continueWith", { provider: title })}
        </Button>
      ))}
      {providers.length > 0 ? null : <Explained title={t("notSetUp.title")}>{t("notSetUp.text")}</Explained>}
    </div>
  );
}

function Explained({ title, children }: { title: string; children: string }) {
  return (
    <Alert tone="warning">
      <p className="font-medium">{title}</p>
      <p className="mt-0.5">{children}</p>
    </Alert>
  );
}
