import { useState } from "react";

const KEY = "guildhall.organization";

/** Which organization this browser looked at last. An id, not a secret: the deployment checks every access anyway. */
export function useStoredOrganization(): [string | undefined, (id: string) => void] {
  const [id, setId] = useState(read);
  const choose = (next: string) => {
    setId(next);
    storeOrganization(next);
  };
  return [id, choose];
}

/** Storage may be switched off; then the first organization is shown at every visit. */
function read(): string | undefined {
  try {
    return window.localStorage.getItem(KEY) ?? undefined;
  } catch {
    return undefined;
  }
}

/** The next page of this browser begins with it. */
export function storeOrganization(id: string): void {
  try {
    window.localStorage.setItem(KEY, id);
  } catch {
    // Nothing depends on it.
  }
}
