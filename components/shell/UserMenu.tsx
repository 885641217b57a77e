"use client";

import { useSession } from "../session/SessionProvider";
import { staffDoor } from "../session/sessionRequests";
import { AccountMenu } from "./AccountMenu";

export function UserMenu() {
  const { user, organization } = useSession();
  return (
    <AccountMenu
      user={user}
      role={
        <>
          <span className="capitalize">{organization.role}</span> of {organization.name}
        </>
      }
      onLeave={() => void staffDoor.leave()}
    />
  );
}
