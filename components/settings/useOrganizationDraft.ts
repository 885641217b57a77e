import { useMutation } from "convex/react";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import type { Organization } from "@/lib/organizations/object";
import { readAppError } from "../live/appError";
import type { FormProblem } from "../live/formProblem";
import { useRefusals } from "../live/useRefusals";
import { useSession } from "../session/SessionProvider";
import { draftOf, isChanged, merge, type OrganizationDraft, patchOf, settingOf } from "./organizationDraft";

/** What is typed into the settings, beside the settings as they are now: it follows them until something is typed. */
export function useOrganizationDraft(latest: Organization, onSaved: () => void) {
  const { sessionId } = useSession();
  const updateOrganization = useMutation(api.organizations.updateOrganization);
  const { formProblem } = useRefusals();
  const [base, setBase] = useState(latest);
  const [draft, setDraft] = useState(() => draftOf(latest));
  const [theirs, setTheirs] = useState<Partial<OrganizationDraft>>({});
  const [problem, setProblem] = useState<FormProblem>();
  const isDirty = isChanged(draft, draftOf(base));
  const isOutdated = latest.version > base.version;
  const begin = (settings: Organization, text: OrganizationDraft, both: Partial<OrganizationDraft> = {}) => {
    setBase(settings);
    setDraft(text);
    setTheirs(both);
    setProblem(undefined);
  };
  if (isOutdated && !isDirty) begin(latest, draftOf(latest));

  const save = async () => {
    setProblem(undefined);
    try {
      const updates = patchOf(draft, draftOf(base));
      const change = { sessionId, organizationId: base.id, expectedVersion: base.version, updates };
      const saved = await updateOrganization(change);
      begin(saved, draftOf(saved));
      onSaved();
    } catch (error) {
      // The notice about the newer version stands there already, or comes with it.
      if (readAppError(error)?.code !== "VERSION_CONFLICT") setProblem(await formProblem(error, settingOf));
    }
  };
  return {
    ...{ draft, setDraft, theirs, problem, isDirty },
    /** Somebody else saved while something is typed here. */
    isOvertaken: isOutdated && isDirty,
    takeOver: () => {
      const merged = merge(draft, draftOf(base), draftOf(latest));
      begin(latest, merged.draft, merged.both);
    },
    discard: () => begin(latest, draftOf(latest)),
    save,
  };
}
