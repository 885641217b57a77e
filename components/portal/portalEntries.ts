import { House, UserRound } from "lucide-react";
import type { NavigationEntry } from "../shell/Navigation";

export const portalEntries: readonly NavigationEntry[] = [
  { href: "/portal", label: "Home", Icon: House, isExact: true },
  { href: "/portal/profile", label: "Profile", Icon: UserRound },
];
