"use client";

import { useMutation } from "convex/react";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import type { FormProblem } from "../live/formProblem";
import { useRefusals } from "../live/useRefusals";
import { ConfirmDialog } from "../object/ConfirmDialog";
import { DateText } from "../object/DateText";
import { Form } from "../object/Form";
import { useSession } from "../session/SessionProvider";
import { Button } from "../ui/Button";
import { Dialog, DialogFooter } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { SecretDialog } from "../ui/SecretDialog";
import { Select } from "../ui/Select";
import { useToast } from "../ui/Toast";
import { type ApiKey, overlaps, type ShownSecret } from "./keyStates";
import { NewKeyForm } from "./NewKeyForm";

export type KeyDialogTarget =
  | { kind: "new" }
  | { kind: "rotate"; key: ApiKey }
  | { kind: "revoke"; key: ApiKey }
  | { kind: "secret"; shown: ShownSecret };

interface KeyDialogsProps {
  target: KeyDialogTarget | undefined;
  onTarget: (target: KeyDialogTarget | undefined) => void;
}

export function KeyDialogs({ target, onTarget }: KeyDialogsProps) {
  const close = () => onTarget(undefined);
  const show = (shown: ShownSecret) => onTarget({ kind: "secret", shown });
  switch (target?.kind) {
    case undefined:
      return null;
    case "new":
      return (
        <Dialog open onOpenChange={close} title="New API key">
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
  return (
    <SecretDialog
      title={`The key “${created.name}”`}
      label="API key"
      secret={created.secret}
      onSaved={onSaved}
    >
      <p>
        Programs send it in the header <code className="font-mono text-sm">Authorization: Bearer …</code>
      </p>
      {replaced === undefined ? null : (
        <p>
          The key that it replaces, <span className="font-mono text-sm">{replaced.prefix}…</span>, ends{" "}
          <DateText atMs={replaced.endsAt} withTime />.
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
  const { sessionId, organization } = useSession();
  const rotateApiKey = useMutation(api.apiKeys.rotateApiKey);
  const { formProblem } = useRefusals();
  const [overlapHours, setOverlapHours] = useState("24");
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
      title={`Rotate “${apiKey.name}”`}
      description="Makes a new key with the same scopes. Change your program over while both work."
    >
      <Form
        problem={problem}
        onSubmit={rotate}
        bodyClass="flex flex-col gap-4 px-5 py-5"
        footer={(isPending) => (
          <DialogFooter>
            <Button size="md" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" kind="primary" size="md" pending={isPending}>
              Rotate
            </Button>
          </DialogFooter>
        )}
      >
        <Field label="The old key works" error={problem?.fields.overlapHours}>
          {(control) => (
            <Select {...control} value={overlapHours} options={overlaps} onChange={setOverlapHours} />
          )}
        </Field>
      </Form>
    </Dialog>
  );
}

function RevokeDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const { sessionId, organization } = useSession();
  const revokeApiKey = useMutation(api.apiKeys.revokeApiKey);
  const show = useToast();
  const revoke = async () => {
    await revokeApiKey({ sessionId, organizationId: organization.id, keyId: apiKey.keyId });
    onClose();
    show({ text: `${apiKey.name} is revoked.` });
  };
  return (
    <ConfirmDialog
      title={`Revoke “${apiKey.name}”?`}
      confirmLabel="Revoke key"
      onConfirm={revoke}
      onClose={onClose}
    >
      <p>Programs that use this key are refused from now on. A revoked key never works again.</p>
    </ConfirmDialog>
  );
}
