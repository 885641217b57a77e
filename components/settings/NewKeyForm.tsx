"use client";

import { useMutation } from "convex/react";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import { DAY } from "@/lib/time";
import type { FormProblem } from "../live/formProblem";
import { useRefusals } from "../live/useRefusals";
import { Form } from "../object/Form";
import { useSession } from "../session/SessionProvider";
import { Button } from "../ui/Button";
import { DialogFooter } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Input } from "../ui/Input";
import { Select } from "../ui/Select";
import { lifetimes, type ShownSecret } from "./keyStates";
import { ScopeChoice } from "./ScopeChoice";

type Environment = "live" | "test";

const environments: { value: Environment; label: string }[] = [
  { value: "live", label: "Live" },
  { value: "test", label: "Test" },
];

interface NewKeyFormProps {
  onCancel: () => void;
  onCreated: (created: ShownSecret["created"]) => void;
}

export function NewKeyForm({ onCancel, onCreated }: NewKeyFormProps) {
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
        text: "A key that may do nothing is of no use.",
        fields: { scopes: "Choose at least one." },
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
        <DialogFooter>
          <Button size="md" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" kind="primary" size="md" pending={isPending}>
            Create key
          </Button>
        </DialogFooter>
      )}
    >
      <Field
        label="Name"
        required
        error={errors.name}
        hint="Which program uses it."
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
      <Field label="Ends" error={errors.expiresAt}>
        {(control) => <Select {...control} value={days} options={lifetimes} onChange={setDays} />}
      </Field>
      <Field label="Requests per minute" error={errors.limitPerMinute}>
        {(control) => (
          <Input
            {...control}
            inputMode="numeric"
            autoComplete="off"
            placeholder="The usual limit"
            value={limit}
            onChange={(event) => setLimit(event.target.value)}
          />
        )}
      </Field>
      <Field label="Marked as">
        {(control) => (
          <Select {...control} value={environment} options={environments} onChange={setEnvironment} />
        )}
      </Field>
    </Form>
  );
}
