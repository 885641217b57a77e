import { Building2, ContactRound, Keyboard, Languages, LogOut, type LucideIcon, SunMoon } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { matchesWords, queryWords, searchText } from "@/lib/ontology/words";
import { languageNames, languages } from "../i18n/language";
import { useLanguageChoice } from "../i18n/useLanguageChoice";
import { staffDoor } from "../session/sessionRequests";
import { useMay } from "../session/useMay";
import { useStaffEntries } from "../shell/useStaffEntries";
import { themes } from "../theme/theme";
import { useTheme } from "../theme/ThemeProvider";

export interface PaletteCommand {
  id: string;
  label: string;
  Icon: LucideIcon;
  perform: () => void;
}

interface PaletteQuestion {
  term: string;
  onHelp: () => void;
}

/** The commands whose words begin like those of the term; all of them while there is none. */
export function usePaletteCommands({
  term,
  onHelp,
}: PaletteQuestion): Record<"pages" | "actions", PaletteCommand[]> {
  const router = useRouter();
  const pages = useStaffEntries().map(({ href, label, Icon }) => ({
    ...{ id: href, label, Icon },
    perform: () => router.push(href),
  }));
  const actions = [...useCreations(), ...usePreferences(), ...useExits(onHelp)];
  const words = queryWords(term);
  const fits = ({ label }: PaletteCommand) => matchesWords(searchText([label]), words);
  return { pages: pages.filter(fits), actions: actions.filter(fits) };
}

function useCreations(): PaletteCommand[] {
  const t = useTranslations("palette");
  const router = useRouter();
  const mayAdd = useMay("contacts:write");
  if (!mayAdd) return [];
  return [
    {
      ...{ id: "newContact", label: t("actions.newContact"), Icon: ContactRound },
      perform: () => router.push("/admin/contacts?new=1"),
    },
    {
      ...{ id: "newOrganization", label: t("actions.newOrganization"), Icon: Building2 },
      perform: () => router.push("/admin/organizations?new=1"),
    },
  ];
}

function usePreferences(): PaletteCommand[] {
  const t = useTranslations("palette");
  const shell = useTranslations("shell");
  const theme = useTheme();
  const language = useLanguageChoice();
  return [
    ...themes
      .filter((one) => one !== theme.theme)
      .map((one) => ({
        ...{ id: `theme ${one}`, Icon: SunMoon },
        label: t("actions.theme", { theme: shell(`themes.${one}`) }),
        perform: () => theme.choose(one),
      })),
    ...languages
      .filter((one) => one !== language.language)
      .map((one) => ({
        ...{ id: `language ${one}`, Icon: Languages },
        label: t("actions.language", { language: languageNames[one] }),
        perform: () => language.choose(one),
      })),
  ];
}

function useExits(onHelp: () => void): PaletteCommand[] {
  const t = useTranslations("palette");
  return [
    { id: "help", label: t("actions.help"), Icon: Keyboard, perform: onHelp },
    { id: "signOut", label: t("actions.signOut"), Icon: LogOut, perform: () => void staffDoor.leave() },
  ];
}
