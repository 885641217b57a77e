"use client";

import { useTranslations } from "use-intl/react";
import { useSession } from "../session/SessionProvider";
import { staffDoor } from "../session/sessionRequests";
import { AccountMenu } from "./AccountMenu";

export function UserMenu() {
  const shell = useTranslations("shell");
  const common = useTranslations("common");
  const { user, organization } = useSession();
  return (
    <AccountMenu
      user={user}
      role={shell("roleAt", {
        role: common(`roles.${organization.role}`),
        organization: organization.name,
      })}
      onLeave={() => void staffDoor.leave()}
    />
  );
}
