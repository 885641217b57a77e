"use client";

import { LogOut } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { Avatar } from "../ui/Avatar";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "../ui/DropdownMenu";
import { LanguageItems } from "./LanguageItems";

interface AccountMenuProps {
  user: { name: string; email: string };
  /** What the user is here. */
  role: ReactNode;
  onLeave: () => void;
}

export function AccountMenu({ user, role, onLeave }: AccountMenuProps) {
  const t = useTranslations("shell");
  return (
    <DropdownMenu>
      <DropdownMenuTrigger className="grid size-9 place-items-center rounded-full hover:bg-sunken aria-expanded:bg-sunken">
        <span className="sr-only">{t("account", { name: user.name })}</span>
        <Avatar name={user.name} />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="min-w-60 max-w-80">
        <div className="px-2 py-1.5">
          <p className="truncate font-medium">{user.name}</p>
          <p className="truncate text-xs text-ink-faint">{user.email}</p>
          <p className="mt-1 truncate text-xs text-ink-faint">{role}</p>
        </div>
        <DropdownMenuSeparator />
        <LanguageItems />
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={onLeave}>
          <LogOut aria-hidden />
          {t("signOut")}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
