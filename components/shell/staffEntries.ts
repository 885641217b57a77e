import { ContactRound, Settings } from "lucide-react";
import type { NavigationEntry } from "./Navigation";

export const staffEntries: readonly NavigationEntry[] = [
  { href: "/admin/contacts", label: "Contacts", Icon: ContactRound },
  { href: "/admin/settings", label: "Settings", Icon: Settings },
];
