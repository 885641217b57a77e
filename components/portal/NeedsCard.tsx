import { Inbox } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { Card } from "./PortalPage";

/** What waits for the client. Nothing of what there is yet can, and the card says just that. */
export function NeedsCard() {
  const t = useTranslations("portal.needs");
  return (
    <Card title={t("title")}>
      <div className="flex items-start gap-2.5 text-sm">
        <Inbox aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-faint" />
        <div>
          <p>{t("nothing")}</p>
          <p className="text-ink-faint">{t("hint")}</p>
        </div>
      </div>
    </Card>
  );
}
