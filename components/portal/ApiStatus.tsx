import type { ReactNode } from "react";
import { requestTranslations } from "../i18n/request";
import { classNames } from "../ui/classNames";
import { portalClient } from "./portalClient";

/** Nobody waits for a status line longer than for the page that it stands on. */
const TIMEOUT_MS = 2_000;

/** Whether the API answers, as this server sees it. */
export async function ApiStatus() {
  const client = portalClient();
  if (client === null) return null;
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const version = await client.getHealth({ signal }).then(
    ({ data }) => data.version,
    () => null,
  );
  const t = await requestTranslations("frontDoor");
  return version === null ? (
    <Line dot="bg-danger">{t("noApi")}</Line>
  ) : (
    <Line dot="bg-accent">{t("api", { version })}</Line>
  );
}

/** Given its words, because what stands in for something late must not be late itself. */
export function ApiStatusPending({ children }: { children: ReactNode }) {
  return <Line dot="bg-ink-faint">{children}</Line>;
}

function Line({ dot, children }: { dot: string; children: ReactNode }) {
  return (
    <p className="flex items-center gap-2 text-xs font-medium text-ink-soft">
      <span aria-hidden className={classNames("size-2 rounded-full", dot)} />
      {children}
    </p>
  );
}
