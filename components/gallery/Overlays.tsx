"use client";

import { useState } from "react";
import { ConfirmDialog } from "../object/ConfirmDialog";
import { Button } from "../ui/Button";
import { Dialog, DialogFooter } from "../ui/Dialog";
import { SecretDialog } from "../ui/SecretDialog";
import { useToast } from "../ui/Toast";
import { Exhibit, Hall } from "./Exhibit";

type Overlay = "dialog" | "confirm" | "secret";

export function Overlays() {
  const [open, setOpen] = useState<Overlay>();
  const show = useToast();
  const close = () => setOpen(undefined);
  return (
    <Hall title="Overlays">
      <Exhibit title="Dialogs">
        <Button onClick={() => setOpen("dialog")}>Dialog</Button>
        <Button onClick={() => setOpen("confirm")}>Question</Button>
        <Button onClick={() => setOpen("secret")}>Secret</Button>
      </Exhibit>
      <Exhibit title="Messages">
        <Button
          onClick={() => show({ text: "Ada is archived.", action: { label: "Undo", run: () => undefined } })}
        >
          With an undo
        </Button>
        <Button onClick={() => show({ text: "This did not work.", tone: "danger" })}>Refusal</Button>
      </Exhibit>
      <Dialog open={open === "dialog"} onOpenChange={close} title="A dialog" description="What it is for.">
        <p className="px-5 py-4">Its content.</p>
        <DialogFooter>
          <Button onClick={close}>Cancel</Button>
          <Button kind="primary" onClick={close}>
            Save
          </Button>
        </DialogFooter>
      </Dialog>
      {open === "confirm" ? (
        <ConfirmDialog
          title="Remove it?"
          confirmLabel="Remove"
          onClose={close}
          onConfirm={() => Promise.resolve(close())}
        >
          It cannot be brought back.
        </ConfirmDialog>
      ) : null}
      {open === "secret" ? (
        <SecretDialog title="Your key" label="API key" secret="ghk_test_an_example" onSaved={close}>
          It is shown once.
        </SecretDialog>
      ) : null}
    </Hall>
  );
}
