"use client";

import { DoorClosed } from "lucide-react";
import { type ReactNode, Suspense } from "react";
import { useTranslations } from "use-intl/react";
import { late } from "../live/late";
import { useRefusals } from "../live/useRefusals";
import { SessionProvider, type StaffSessionState } from "../session/SessionProvider";
import { staffDoor } from "../session/sessionRequests";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { NotReached } from "./NotReached";
import { QuietFrame } from "./QuietFrame";
import { useStaffEntries } from "./useStaffEntries";
// The open shell and the live page load beside each other, and each brings its own copy of what both use, unless the
// document has it. These are the largest of those.
import "../ui/DropdownMenu";
import "../ui/Toast";

const OpenShell = late(async () => {
  const module = await import("./OpenShell");
  return { default: module.OpenShell };
});

/**
 * The frame of every staff page: organization, navigation, connection, user. It stays while its pages change, so that
 * going from one to the next opens no new session. What a page is until then, it says with `WhenOpen`.
 */
export function StaffShell({ children }: { children: ReactNode }) {
  const entries = useStaffEntries();
  return (
    <SessionProvider
      fallback={(state, retry) => (
        <QuietFrame entries={entries}>
          <Waiting state={state} retry={retry}>
            {children}
          </Waiting>
        </QuietFrame>
      )}
    >
      <Suspense fallback={<QuietFrame entries={entries}>{children}</QuietFrame>}>
        <OpenShell>{children}</OpenShell>
      </Suspense>
    </SessionProvider>
  );
}

interface WaitingProps {
  state: StaffSessionState;
  retry: () => void;
  children: ReactNode;
}

function Waiting({ state, retry, children }: WaitingProps) {
  const t = useTranslations("shell");
  const { sentenceOf } = useRefusals();
  if (state.status === "failed") {
    return <NotReached onRetry={retry}>{sentenceOf(state.refusal)}</NotReached>;
  }
  if (state.status === "homeless") {
    return (
      <main id="content" className="grid flex-1 place-items-center">
        <EmptyState
          icon={<DoorClosed aria-hidden />}
          title={t("noOrganization")}
          isPageTitle
          action={<Button onClick={() => void staffDoor.leave()}>{t("signOut")}</Button>}
        >
          {t("homeless")}
        </EmptyState>
      </main>
    );
  }
  return children;
}
