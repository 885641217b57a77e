"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { parseTheme } from "../theme/theme";
import { useTheme } from "../theme/ThemeProvider";
import { buttonClass } from "../ui/Button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from "../ui/DropdownMenu";

const choices = [
  { value: "system", Icon: Monitor },
  { value: "light", Icon: Sun },
  { value: "dark", Icon: Moon },
] as const;

export function ThemeMenu() {
  const t = useTranslations("shell");
  const { theme, choose } = useTheme();
  const { Icon } = choices.find(({ value }) => value === theme) ?? choices[0];
  return (
    <DropdownMenu>
      <DropdownMenuTrigger aria-label={t("theme")} className={buttonClass({ kind: "quiet", size: "icon" })}>
        <Icon aria-hidden />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuRadioGroup value={theme} onValueChange={(value) => choose(parseTheme(value))}>
          {choices.map((choice) => (
            <DropdownMenuRadioItem key={choice.value} value={choice.value}>
              <choice.Icon aria-hidden />
              {t(`themes.${choice.value}`)}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
