"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import type { FormProblem } from "../live/formProblem";
import { useRefusals } from "../live/useRefusals";
import { Form } from "../object/Form";
import { acceptInvitation } from "./invitationRequests";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { Input } from "../ui/Input";
import { PasswordInput } from "../ui/PasswordInput";
import type { ShownInvitation } from "./invitation";
import { enterOrganization } from "./enterOrganization";

interface AcceptFormProps {
  token: string;
  invitation: ShownInvitation;
}

/** Who has a password proves themselves with it; who has none chooses one. */
export function AcceptForm({ token, invitation }: AcceptFormProps) {
  const t = useTranslations("invitations");
  const { organizationId, email, isKnownUser } = invitation;
  const { problemOf } = useRefusals();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<FormProblem>();
  const accept = async () => {
    setProblem(undefined);
    const refusal = await acceptInvitation({ token, password, ...(isKnownUser ? {} : { name }) });
    if (refusal === undefined) return await enterOrganization(organizationId);
    setProblem(problemOf(refusal));
  };
  return (
    <Form
      problem={problem}
      onSubmit={accept}
      className="mt-7"
      bodyClass="flex flex-col gap-4"
      footer={(isPending) => (
        <Button type="submit" kind="primary" size="lg" pending={isPending} className="mt-6 w-full">
          {t(isKnownUser ? "signInAndJoin" : "joinButton")}
        </Button>
      )}
    >
      {/* Tells password managers whose password this is. */}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      {isKnownUser ? null : (
        <Field label={t("yourName")} error={problem?.fields.name}>
          {(control) => (
            <Input
              {...control}
              name="name"
              autoComplete="name"
              autoFocus
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
      )}
      <Field
        label={t(isKnownUser ? "yourPassword" : "choosePassword")}
        error={problem?.fields.password}
        {...(isKnownUser ? {} : { hint: t("passwordHint") })}
      >
        {(control) => (
          <PasswordInput
            {...control}
            name="password"
            autoComplete={isKnownUser ? "current-password" : "new-password"}
            autoFocus={isKnownUser}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
    </Form>
  );
}
