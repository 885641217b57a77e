import type { ReactNode } from "react";
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
  return version === null ? (
    <Line dot="bg-danger">The API does not answer at the moment</Line>
  ) : (
    <Line dot="bg-accent">API {version} answers</Line>
  );
}

export function ApiStatusPending() {
  return <Line dot="bg-ink-faint">Asking the API…</Line>;
}

function Line({ dot, children }: { dot: string; children: ReactNode }) {
  return (
    <p className="flex items-center gap-2 text-xs font-medium text-ink-soft">
      <span aria-hidden className={classNames("size-2 rounded-full", dot)} />
      {children}
    </p>
  );
}
