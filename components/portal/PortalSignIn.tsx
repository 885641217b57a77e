"use client";

import { useState } from "react";
import type { Refusal } from "../session/session";
import { Alert } from "../ui/Alert";
import { Button } from "../ui/Button";
import { beginSignIn } from "./portalRequests";
import { ProviderMark } from "./ProviderMark";

interface PortalSignInProps {
  providers: readonly { id: string; title: string }[];
  /** Why an earlier attempt ended without a session. */
  problem: { title: string; text: string } | undefined;
  next: string;
}

export function PortalSignIn({ providers, problem, next }: PortalSignInProps) {
  const [pending, setPending] = useState<string>();
  const [refusal, setRefusal] = useState<Refusal>();

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
      {refusal === undefined ? null : <Alert>{refusal.error}</Alert>}
      {refusal !== undefined || problem === undefined ? null : (
        <Alert tone="warning">
          <p className="font-medium">{problem.title}</p>
          <p className="mt-0.5">{problem.text}</p>
        </Alert>
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
          Continue with {title}
        </Button>
      ))}
      {providers.length > 0 ? null : (
        <Alert tone="warning">
          <p className="font-medium">Signing in is not set up here yet</p>
          <p className="mt-0.5">
            Whoever runs this portal has to register it with Google or Microsoft first.
          </p>
        </Alert>
      )}
    </div>
  );
}
