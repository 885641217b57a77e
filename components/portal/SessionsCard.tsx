"use client";

import { useMutation } from "convex/react";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { api } from "@/convex/_generated/api";
import { useRefusals } from "../live/useRefusals";
import { useSteadyQuery } from "../live/useSteadyQuery";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { useToast } from "../ui/Toast";
import { NotLoaded } from "./NotLoaded";
import { usePortal } from "./portalContext";
import { Card } from "./PortalPage";
import { CardSkeleton } from "./PortalPlaceholder";
import { portalDoor } from "./portalRequests";
import { PortalTime } from "./PortalTime";
import { providerTitle } from "./providerTitle";

/** Where the client is signed in. Ending a sign-in closes all its pages at once, wherever they are open. */
export function SessionsCard() {
  const t = useTranslations("portal.sessions");
  const { sessionId } = usePortal();
  const { data, error, retry } = useSteadyQuery(api.frontendUserQueries.listSessions, { sessionId });
  const [isAsking, setAsking] = useState(false);
  const revoke = useRevoke();
  if (error !== undefined) return <NotLoaded onRetry={retry}>{t("notLoaded")}</NotLoaded>;
  if (data === undefined) return <CardSkeleton />;
  return (
    <Card title={t("title")} action={<Button onClick={() => setAsking(true)}>{t("everywhere")}</Button>}>
      <ul className="divide-y divide-line">
        {data.map(({ id, provider, createdAt, lastUsedAt, current }) => (
          <li
            key={id}
            className="flex min-h-13 flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2 text-sm last:pb-0"
          >
            <div className="min-w-0">
              <p className="flex flex-wrap items-center gap-2 font-medium">
                <span>
                  {t.rich("since", {
                    provider: providerTitle(provider),
                    when: () => <PortalTime atMs={createdAt} />,
                  })}
                </span>
                {current ? <Badge tone="accent">{t("current")}</Badge> : null}
              </p>
              <p className="text-xs text-ink-faint">
                {t.rich("lastUsed", { when: () => <PortalTime atMs={lastUsedAt} /> })}
              </p>
            </div>
            {current ? null : <Button onClick={() => void revoke(id)}>{t("end")}</Button>}
          </li>
        ))}
      </ul>
      <EverywhereDialog open={isAsking} onClose={() => setAsking(false)} />
    </Card>
  );
}

function useRevoke(): (loginId: string) => Promise<void> {
  const t = useTranslations("portal.sessions");
  const { sessionId } = usePortal();
  const revokeSession = useMutation(api.frontendUserQueries.revokeSession);
  const show = useToast();
  const { refusalText } = useRefusals();
  return async (loginId) => {
    try {
      await revokeSession({ sessionId, loginId });
      show({ text: t("ended") });
    } catch (error) {
      show({ text: await refusalText(error), tone: "danger" });
    }
  };
}

function EverywhereDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useTranslations("portal.sessions");
  const { sessionId } = usePortal();
  const signOutEverywhere = useMutation(api.frontendUserQueries.signOutEverywhere);
  const show = useToast();
  const { refusalText } = useRefusals();
  const [isPending, setPending] = useState(false);
  const leave = async () => {
    setPending(true);
    try {
      await signOutEverywhere({ sessionId });
      await portalDoor.leave();
    } catch (error) {
      setPending(false);
      onClose();
      show({ text: await refusalText(error), tone: "danger" });
    }
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      title={t("everywhereTitle")}
      description={t("everywhereText")}
    >
      <div className="flex justify-end gap-2 px-5 py-4">
        <Button size="md" onClick={onClose}>
          {t("stay")}
        </Button>
        <Button size="md" kind="primary" pending={isPending} onClick={() => void leave()}>
          {t("everywhere")}
        </Button>
      </div>
    </Dialog>
  );
}
