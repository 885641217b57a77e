"use client";

import { type SubmitEvent, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Alert } from "../ui/Alert";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { Input } from "../ui/Input";
import { PasswordInput } from "../ui/PasswordInput";
import { useRefusals } from "../live/useRefusals";
import { useInvalidFocus } from "../ui/useInvalidFocus";
import type { Refusal } from "./session";
import { signIn } from "./sessionRequests";

/** The words for what is wrong with each field. */
interface FieldErrors {
  email?: "missingEmail" | "noEmail";
  password?: "missingPassword";
}

export function SignInForm({ next }: { next: string }) {
  const t = useTranslations("session");
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<Refusal>();
  const [errors, setErrors] = useState<FieldErrors>({});
  const { sentenceOf } = useRefusals();
  const form = useRef<HTMLFormElement>(null);

  useInvalidFocus(form, errors);

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const email = text(data.get("email")).trim();
    const password = text(data.get("password"));
    const found = check(email, password);
    setProblem(undefined);
    setErrors(found);
    if (found.email !== undefined || found.password !== undefined) return;
    setPending(true);
    const refused = await signIn({ email, password });
    if (refused === undefined) {
      // A full load, because the server has to see the new cookie before it renders the first page.
      window.location.assign(next);
      return;
    }
    setProblem(refused);
    setPending(false);
  };

  return (
    <form ref={form} onSubmit={(event) => void submit(event)} noValidate className="mt-7 flex flex-col gap-4">
      {problem === undefined ? null : (
        <Alert tone={problem.code === "UNAUTHORIZED" ? "danger" : "warning"}>{sentenceOf(problem)}</Alert>
      )}
      <Field label={t("email")} error={errors.email && t(errors.email)}>
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            inputMode="email"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
          />
        )}
      </Field>
      <Field label={t("password")} error={errors.password && t(errors.password)}>
        {(control) => <PasswordInput {...control} name="password" autoComplete="current-password" />}
      </Field>
      <Button type="submit" kind="primary" size="lg" pending={pending} className="mt-2 w-full">
        {t(pending ? "signingIn" : "signIn")}
      </Button>
    </form>
  );
}

function check(email: string, password: string): FieldErrors {
  return {
    ...(email === "" ? { email: "missingEmail" } : {}),
    ...(email !== "" && !/^\S+@\S+$/u.test(email) ? { email: "noEmail" } : {}),
    ...(password === "" ? { password: "missingPassword" } : {}),
  };
}

function text(value: FormDataEntryValue | null): string {
  return typeof value === "string" ? value : "";
}
