"use client";

import { useMutation } from "convex/react";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { api } from "@/convex/_generated/api";
import type { Role } from "@/lib/permissions/matrix";
import type { FormProblem } from "../live/formProblem";
import { useRefusals } from "../live/useRefusals";
import { Form } from "../object/Form";
import { useSession } from "../session/SessionProvider";
import { Field } from "../ui/Field";
import { Input } from "../ui/Input";
import { Select } from "../ui/Select";
import { FormFooter } from "./FormFooter";
import { useRoleChoices } from "./roleChoices";

export interface Invited {
  email: string;
  token: string;
  expiresAt: number;
}

interface InviteFormProps {
  onCancel: () => void;
  onInvited: (invited: Invited) => void;
}

export function InviteForm({ onCancel, onInvited }: InviteFormProps) {
  const t = useTranslations("members");
  const { sessionId, organization } = useSession();
  const choices = useRoleChoices(organization.role);
  const inviteMember = useMutation(api.invitations.inviteMember);
  const { formProblem } = useRefusals();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("member");
  const [problem, setProblem] = useState<FormProblem>();
  const invite = async () => {
    setProblem(undefined);
    try {
      const invited = await inviteMember({ sessionId, organizationId: organization.id, email, role });
      onInvited({ email: email.trim(), ...invited });
    } catch (error) {
      setProblem(await formProblem(error));
    }
  };
  return (
    <Form
      problem={problem}
      onSubmit={invite}
      bodyClass="flex flex-col gap-4 px-5 py-5"
      footer={(isPending) => (
        <FormFooter submitLabel={t("inviteDialog.submit")} isPending={isPending} onCancel={onCancel} />
      )}
    >
      <Field label={t("email")} required error={problem?.fields.email}>
        {(control) => (
          <Input
            {...control}
            type="email"
            inputMode="email"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      <Field label={t("role")} error={problem?.fields.role} hint={t(`roleWords.${role}`)}>
        {(control) => <Select {...control} value={role} options={choices} onChange={setRole} />}
      </Field>
    </Form>
  );
}
