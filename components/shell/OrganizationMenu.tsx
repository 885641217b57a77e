"use client";

import { ChevronsUpDown } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { useSession } from "../session/SessionProvider";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from "../ui/DropdownMenu";

/** Names the organization; whoever belongs to several can change to another one here. */
export function OrganizationMenu() {
  const t = useTranslations("shell");
  const { organization, organizations, chooseOrganization } = useSession();
  const name = (
    <>
      <span
        aria-hidden
        className="grid size-6 shrink-0 place-items-center rounded-sm bg-accent text-xs font-semibold text-on-accent"
      >
        {[...organization.name][0]?.toUpperCase()}
      </span>
      <span className="truncate text-base font-semibold tracking-tight">{organization.name}</span>
    </>
  );
  if (organizations.length < 2) return <div className="flex min-w-0 items-center gap-2.5 px-2">{name}</div>;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger className="flex h-9 min-w-0 max-w-full items-center gap-2.5 rounded-md px-2 hover:bg-sunken aria-expanded:bg-sunken">
        {name}
        <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-ink-faint" />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="min-w-56">
        <DropdownMenuLabel>{t("organizations")}</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={organization.id} onValueChange={chooseOrganization}>
          {organizations.map(({ id, name: label }) => (
            <DropdownMenuRadioItem key={id} value={id}>
              {label}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
