"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import type { ObjectHistoryProps } from "../audit/ObjectHistory";
import { onDemand } from "../live/onDemand";
import { Alert } from "../ui/Alert";
import { Button } from "../ui/Button";

const ObjectHistory = onDemand(async () => (await import("../audit/ObjectHistory")).ObjectHistory);

/**
 * What happened to an object, newest first and live. Few who look at an object look at its history, so that its code
 * loads with it. The texts of `audit` have to be among those of the page.
 */
export function Timeline(props: ObjectHistoryProps) {
  const t = useTranslations("audit");
  const common = useTranslations("common");
  const [isMissing, setMissing] = useState(false);
  if (isMissing) {
    return (
      <Alert action={<Button onClick={() => setMissing(false)}>{common("tryAgain")}</Button>}>
        {t("history.failed")}
      </Alert>
    );
  }
  return <ObjectHistory props={props} onMissing={() => setMissing(true)} />;
}
