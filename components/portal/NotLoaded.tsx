import { useTranslations } from "use-intl/react";
import { Alert } from "../ui/Alert";
import { Button } from "../ui/Button";

/** In the place of a card whose data did not come. */
export function NotLoaded({ onRetry, children }: { onRetry: () => void; children: string }) {
  const t = useTranslations("common");
  return <Alert action={<Button onClick={onRetry}>{t("tryAgain")}</Button>}>{children}</Alert>;
}
