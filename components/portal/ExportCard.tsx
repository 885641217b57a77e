"use client";

import { useConvex } from "convex/react";
import { Download } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { api } from "@/convex/_generated/api";
import { isUnauthorized } from "../live/appError";
import { useRenewal } from "../session/renewal";
import { Alert } from "../ui/Alert";
import { Button } from "../ui/Button";
import { saveJson } from "./saveJson";
import { usePortal } from "./portalContext";
import { Card } from "./PortalPage";

type Progress = { state: "none" | "pending" | "failed" } | { state: "done"; file: string };

/** What is kept of the client, for them to take along. */
export function ExportCard() {
  const t = useTranslations("portal.export");
  const { progress, begin } = useExport();
  const isPending = progress.state === "pending";
  return (
    <Card title={t("title")}>
      <p className="mb-4 max-w-prose text-sm text-ink-soft">{t("text")}</p>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button pending={isPending} onClick={() => void begin()}>
          {isPending ? null : <Download aria-hidden />}
          {t("begin")}
        </Button>
        <p role="status" className="text-sm text-ink-soft">
          {isPending ? t("pending") : null}
          {progress.state === "done" ? t("done", { file: progress.file }) : null}
        </p>
      </div>
      {progress.state === "failed" ? <Alert className="mt-4">{t("failed")}</Alert> : null}
    </Card>
  );
}

function useExport() {
  const { sessionId, organization } = usePortal();
  const convex = useConvex();
  const renew = useRenewal();
  const [progress, setProgress] = useState<Progress>({ state: "none" });
  const begin = async () => {
    setProgress({ state: "pending" });
    try {
      const data = await convex.query(api.portalPages.exportMyData, { sessionId });
      const file = `guildhall-my-data-${dayIn(organization.timeZone)}.json`;
      saveJson(file, data);
      setProgress({ state: "done", file });
    } catch (error) {
      // Ready for another attempt: that one has the new `sessionId`.
      if (isUnauthorized(error)) renew();
      setProgress({ state: "failed" });
    }
  };
  return { progress, begin };
}

/** Like 2026-03-04, as the calendar stands where the organization is. */
function dayIn(timeZone: string): string {
  const parts = { year: "numeric", month: "2-digit", day: "2-digit", timeZone } as const;
  return new Intl.DateTimeFormat("en-CA", parts).format(Date.now());
}
