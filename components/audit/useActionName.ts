import { useTranslations } from "use-intl/react";
import { readable } from "./valueWords";

const known = [
  ...(["created", "updated", "archived", "restored", "added", "removed", "role_changed"] as const),
  ...(["accepted", "rotated", "revoked", "session_revoked", "identity_linked"] as const),
  ...(["company_visibility_granted", "company_visibility_revoked"] as const),
] as const;

/** What an action is called where it stands alone, as in a choice. */
export function useActionName(): (action: string) => string {
  const t = useTranslations("audit");
  return (action) => {
    const name = known.find((one) => one === action);
    return name === undefined ? readable(action) : t(`actionNames.${name}`);
  };
}
