"use client";

import { useMutation } from "convex/react";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { api } from "@/convex/_generated/api";
import { DAY } from "@/lib/time";
import type { FormProblem } from "../live/formProblem";
import { useRefusals } from "../live/useRefusals";
import { Form } from "../object/Form";
import { useSession } from "../session/SessionProvider";
import { Field } from "../ui/Field";
import { Input } from "../ui/Input";
import { Select } from "../ui/Select";
import { FormFooter } from "./FormFooter";
import { lifetimes, type ShownSecret } from "./keyStates";
import { ScopeChoice } from "./ScopeChoice";

type Environment = "live" | "test";
const environments: readonly Environment[] = ["live", "test"];

interface NewKeyFormProps {
  onCancel: () => void;
  onCreated: (created: ShownSecret["created"]) => void;
}

export function NewKeyForm({ onCancel, onCreated }: NewKeyFormProps) {
  const t = useTranslations("keys");
  const { sessionId, organization } = useSession();
  const createApiKey = useMutation(api.apiKeys.createApiKey);
  const { formProblem } = useRefusals();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<readonly string[]>([]);
  const [environment, setEnvironment] = useState<Environment>("live");
  const [days, setDays] = useState("");
  const [limit, setLimit] = useState("");
  const [problem, setProblem] = useState<FormProblem>();
  const create = async () => {
    setProblem(undefined);
    if (scopes.length === 0) {
      return setProblem({
        text: t("form.useless"),
        fields: { scopes: t("form.chooseOne") },
      });
    }
    try {
      const options = { name, scopes: [...scopes], environment };
      const created = await createApiKey({
        ...{ sessionId, organizationId: organization.id, ...options },
        ...(days === "" ? {} : { expiresAt: Date.now() + Number(days) * DAY }),
        ...(limit.trim() === "" ? {} : { limitPerMinute: Number(limit) }),
      });
      onCreated(created);
    } catch (error) {
      setProblem(await formProblem(error));
    }
  };
  const errors = problem?.fields ?? {};
  return (
    <Form
      problem={problem}
      onSubmit={create}
      className="flex-1"
      bodyClass="grid min-h-0 flex-1 grid-cols-1 content-start gap-4 overflow-y-auto overscroll-contain px-5 py-5 sm:grid-cols-3"
      footer={(isPending) => (
        <FormFooter submitLabel={t("form.submit")} isPending={isPending} onCancel={onCancel} />
      )}
    >
      <Field
        label={t("form.name")}
        required
        error={errors.name}
        hint={t("form.nameHint")}
        className="sm:col-span-3"
      >
        {(control) => (
          <Input
            {...control}
            autoFocus
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <ScopeChoice chosen={scopes} onChange={setScopes} error={errors.scopes} />
      <Field label={t("form.ends")} error={errors.expiresAt}>
        {(control) => (
          <Select
            {...control}
            value={days}
            options={lifetimes.map(({ value, key }) => ({ value, label: t(`lifetimes.${key}`) }))}
            onChange={setDays}
          />
        )}
      </Field>
      <Field label={t("form.limit")} error={errors.limitPerMinute}>
        {(control) => (
          <Input
            {...control}
            inputMode="numeric"
            autoComplete="off"
            placeholder={t("form.usualLimit")}
            value={limit}
            onChange={(event) => setLimit(event.target.value)}
          />
        )}
      </Field>
      <Field label={t("form.markedAs")}>
        {(control) => (
          <Select
            {...control}
            value={environment}
            options={environments.map((value) => ({ value, label: t(`form.${value}`) }))}
            onChange={setEnvironment}
          />
        )}
      </Field>
    </Form>
  );
}
