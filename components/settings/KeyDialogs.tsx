"use client";

import { useMutation } from "convex/react";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl/react";
import { api } from "@/convex/_generated/api";
import type { FormProblem } from "../live/formProblem";
import { useRefusals } from "../live/useRefusals";
import { ConfirmDialog } from "../object/ConfirmDialog";
import { DateText } from "../object/DateText";
import { Form } from "../object/Form";
import { useSession } from "../session/SessionProvider";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { SecretDialog } from "../ui/SecretDialog";
import { Select } from "../ui/Select";
import { useToast } from "../ui/Toast";
import { FormFooter } from "./FormFooter";
import { type ApiKey, overlaps, type ShownSecret } from "./keyStates";
import { NewKeyForm } from "./NewKeyForm";

export type KeyDialogTarget =
  | { kind: "new" }
  | { kind: "rotate"; key: ApiKey }
  | { kind: "revoke"; key: ApiKey }
  | { kind: "secret"; shown: ShownSecret };

interface KeyDialogsProps {
  target: KeyDialogTarget;
  onTarget: (target: KeyDialogTarget | undefined) => void;
}

export function KeyDialogs({ target, onTarget }: KeyDialogsProps) {
  const t = useTranslations("keys");
  const close = () => onTarget(undefined);
  const show = (shown: ShownSecret) => onTarget({ kind: "secret", shown });
  switch (target.kind) {
    case "new":
      return (
        <Dialog open onOpenChange={close} title={t("form.title")}>
          <NewKeyForm onCancel={close} onCreated={(created) => show({ created })} />
        </Dialog>
      );
    case "rotate":
      return <RotateDialog apiKey={target.key} onClose={close} onRotated={show} />;
    case "revoke":
      return <RevokeDialog apiKey={target.key} onClose={close} />;
    case "secret":
      return <KeySecret {...target.shown} onSaved={close} />;
  }
}

function KeySecret({ created, replaced, onSaved }: ShownSecret & { onSaved: () => void }) {
  const t = useTranslations("keys.secret");
  const code = (chunks: ReactNode) => <code className="font-mono text-sm">{chunks}</code>;
  return (
    <SecretDialog
      title={t("title", { name: created.name })}
      label={t("label")}
      secret={created.secret}
      onSaved={onSaved}
    >
      <p>{t.rich("header", { code })}</p>
      {replaced === undefined ? null : (
        <p>
          {t.rich("replaced", {
            code,
            prefix: replaced.prefix,
            date: () => <DateText atMs={replaced.endsAt} withTime />,
          })}
        </p>
      )}
    </SecretDialog>
  );
}

interface RotateDialogProps {
  apiKey: ApiKey;
  onClose: () => void;
  onRotated: (shown: ShownSecret) => void;
}

function RotateDialog({ apiKey, onClose, onRotated }: RotateDialogProps) {
  const t = useTranslations("keys");
  const { sessionId, organization } = useSession();
  const rotateApiKey = useMutation(api.apiKeys.rotateApiKey);
  const { formProblem } = useRefusals();
  const [overlapHours, setOverlapHours] = useState<string>("24");
  const [problem, setProblem] = useState<FormProblem>();
  const rotate = async () => {
    setProblem(undefined);
    try {
      const created = await rotateApiKey({
        ...{ sessionId, organizationId: organization.id },
        ...{ keyId: apiKey.keyId, overlapHours: Number(overlapHours) },
      });
      onRotated({ created, replaced: { prefix: apiKey.prefix, endsAt: created.old.endsAt } });
    } catch (error) {
      setProblem(await formProblem(error));
    }
  };
  return (
    <Dialog
      open
      narrow
      onOpenChange={onClose}
      title={t("rotateDialog.title", { name: apiKey.name })}
      description={t("rotateDialog.about")}
    >
      <Form
        problem={problem}
        onSubmit={rotate}
        bodyClass="flex flex-col gap-4 px-5 py-5"
        footer={(isPending) => (
          <FormFooter submitLabel={t("rotateDialog.submit")} isPending={isPending} onCancel={onClose} />
        )}
      >
        <Field label={t("rotateDialog.overlap")} error={problem?.fields.overlapHours}>
          {(control) => (
            <Select
              {...control}
              value={overlapHours}
              options={overlaps.map(({ value, key }) => ({ value, label: t(`overlaps.${key}`) }))}
              onChange={setOverlapHours}
            />
          )}
        </Field>
      </Form>
    </Dialog>
  );
}

function RevokeDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const t = useTranslations("keys.revokeDialog");
  const { sessionId, organization } = useSession();
  const revokeApiKey = useMutation(api.apiKeys.revokeApiKey);
  const show = useToast();
  const revoke = async () => {
    await revokeApiKey({ sessionId, organizationId: organization.id, keyId: apiKey.keyId });
    onClose();
    show({ text: t("done", { name: apiKey.name }) });
  };
  return (
    <ConfirmDialog
      title={t("title", { name: apiKey.name })}
      confirmLabel={t("submit")}
      onConfirm={revoke}
      onClose={onClose}
    >
      <p>{t("text")}</p>
    </ConfirmDialog>
  );
}
