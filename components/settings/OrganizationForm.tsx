"use client";

import { useMutation } from "convex/react";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import type { Organization } from "@/lib/organizations/object";
import { readAppError } from "../live/appError";
import type { FormProblem } from "../live/formProblem";
import { useRefusals } from "../live/useRefusals";
import { Form } from "../object/Form";
import type { ObjectWords } from "../object/objectWords";
import { useSession } from "../session/SessionProvider";
import { Alert } from "../ui/Alert";
import { Button } from "../ui/Button";
import { useToast } from "../ui/Toast";
import { draftOf, isChanged, merge, type OrganizationDraft, patchOf, settingOf } from "./organizationDraft";
import { OrganizationFields } from "./OrganizationFields";

interface OrganizationFormProps {
  /** As the settings are now; the form begins with it and follows it until something is typed. */
  latest: Organization;
  titles: ObjectWords["titles"];
}

export function OrganizationForm({ latest, titles }: OrganizationFormProps) {
  const { sessionId } = useSession();
  const updateOrganization = useMutation(api.organizations.updateOrganization);
  const show = useToast();
  const { formProblem } = useRefusals();
  const [base, setBase] = useState(latest);
  const [draft, setDraft] = useState(() => draftOf(latest));
  const [theirs, setTheirs] = useState<Partial<OrganizationDraft>>({});
  const [problem, setProblem] = useState<FormProblem>();
  const isDirty = isChanged(draft, draftOf(base));
  const isOutdated = latest.version > base.version;
  const beginWith = (settings: Organization) => {
    setBase(settings);
    setDraft(draftOf(settings));
    setTheirs({});
    setProblem(undefined);
  };
  if (isOutdated && !isDirty) beginWith(latest);

  const takeOver = () => {
    const merged = merge(draft, draftOf(base), draftOf(latest));
    setBase(latest);
    setDraft(merged.draft);
    setTheirs(merged.both);
    setProblem(undefined);
  };
  const save = async () => {
    setProblem(undefined);
    try {
      const updates = patchOf(draft, draftOf(base));
      const expectedVersion = base.version;
      beginWith(await updateOrganization({ sessionId, organizationId: base.id, expectedVersion, updates }));
      show({ text: "The settings are saved." });
    } catch (error) {
      // The notice about the newer version stands there already, or comes with it.
      if (readAppError(error)?.code !== "VERSION_CONFLICT") setProblem(await formProblem(error, settingOf));
    }
  };
  return (
    <Form
      problem={problem}
      onSubmit={save}
      bodyClass="flex flex-col gap-9"
      footer={(isPending) => (
        <div className="sticky bottom-0 z-10 -mx-1 mt-8 flex items-center justify-end gap-2 border-t bg-surface px-1 py-3.5">
          {isDirty ? <p className="mr-auto text-sm text-ink-soft">Not saved yet</p> : null}
          <Button size="md" disabled={!isDirty} onClick={() => beginWith(latest)}>
            Discard
          </Button>
          <Button type="submit" kind="primary" size="md" pending={isPending} disabled={!isDirty}>
            Save
          </Button>
        </div>
      )}
    >
      {isOutdated && isDirty ? <NewerVersion onTakeOver={takeOver} /> : null}
      <OrganizationFields
        draft={draft}
        titles={titles}
        errors={problem?.fields ?? {}}
        theirs={theirs}
        onChange={(name, value) => setDraft({ ...draft, [name]: value })}
      />
    </Form>
  );
}

function NewerVersion({ onTakeOver }: { onTakeOver: () => void }) {
  return (
    <Alert
      tone="warning"
      action={
        <button
          type="button"
          onClick={onTakeOver}
          className="shrink-0 font-medium underline underline-offset-2"
        >
          Load the changes
        </button>
      }
    >
      Somebody else has changed these settings in the meantime. Load their changes before you save; what you
      typed stays.
    </Alert>
  );
}
