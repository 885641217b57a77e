"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { Button } from "./Button";
import { classNames } from "./classNames";
import { controlClass } from "./Input";
import { useCopied } from "./useCopied";

/** Something to take along, whole and unchanged. It can be selected by hand where there is no clipboard. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const t = useTranslations("common");
  const { isCopied, copy } = useCopied(value);
  const Icon = isCopied ? Check : Copy;
  return (
    <div className="flex gap-2">
      <input
        readOnly
        aria-label={label}
        value={value}
        autoComplete="off"
        spellCheck={false}
        onFocus={(event) => event.target.select()}
        className={classNames(controlClass, "h-9 min-w-0 flex-1 bg-sunken px-3 font-mono text-sm")}
      />
      <Button size="md" onClick={copy} className="min-w-24">
        <Icon aria-hidden />
        {t(isCopied ? "copied" : "copy")}
      </Button>
      <span role="status" className="sr-only">
        {isCopied ? t("isCopied", { label }) : ""}
      </span>
    </div>
  );
}
