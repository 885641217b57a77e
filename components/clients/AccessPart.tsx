"use client";

import { useMutation } from "convex/react";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { api } from "@/convex/_generated/api";
import { ConfirmDialog } from "../object/ConfirmDialog";
import { Part } from "../object/detail/parts";
import { useMay } from "../session/useMay";
import { useSession } from "../session/SessionProvider";
import { Button } from "../ui/Button";
import { useToast } from "../ui/Toast";
import { useClientActions } from "./useClientActions";
import type { ClientDetail } from "./useClients";

type User = ClientDetail["frontendUser"];

/** Whether the client may sign in at all. */
export function AccessPart({ user }: { user: User }) {
  const t = useTranslations("clients");
  const mayWrite = useMay("frontendUsers:write");
  const { reactivate } = useClientActions();
  const [isAsking, setAsking] = useState(false);
  const isSuspended = user.status === "suspended";
  return (
    <Part
      title={t("access")}
      action={
        !mayWrite ? null : isSuspended ? (
          <Button onClick={() => void reactivate(user)}>{t("reactivate")}</Button>
        ) : (
          <Button kind="danger" onClick={() => setAsking(true)}>
            {t("suspend")}
          </Button>
        )
      }
    >
      <p className="text-sm text-ink-soft">{t(isSuspended ? "isSuspended" : "isActive")}</p>
      {isAsking ? <SuspendDialog user={user} onClose={() => setAsking(false)} /> : null}
    </Part>
  );
}

function SuspendDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const t = useTranslations("clients");
  const { sessionId } = useSession();
  const suspendFrontendUser = useMutation(api.frontendUsers.suspendFrontendUser);
  const show = useToast();
  const { id: frontendUserId, displayName: client } = user;
  return (
    <ConfirmDialog
      title={t("suspendTitle", { client })}
      confirmLabel={t("suspend")}
      onConfirm={async () => {
        await suspendFrontendUser({ sessionId, frontendUserId });
        onClose();
        show({ text: t("suspended", { client }) });
      }}
      onClose={onClose}
    >
      <p>{t("suspendWhat")}</p>
    </ConfirmDialog>
  );
}
