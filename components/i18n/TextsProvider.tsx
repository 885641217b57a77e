"use client";

import { createContext, type ReactNode, use } from "react";
import { IntlProvider } from "use-intl/react";
import type { CompiledMessages } from "@/messages/catalogue";
import type { Language } from "./language";

interface TextsProviderProps {
  language: Language;
  messages: CompiledMessages;
  children: ReactNode;
}

const OuterMessages = createContext<CompiledMessages>({});

export function TextsProvider({ language, messages, children }: TextsProviderProps) {
  const all = { ...use(OuterMessages), ...messages };
  return (
    <OuterMessages value={all}>
      {/* No message holds a date: those are written by `useFormats`, in the time zone of the organization. */}
      <IntlProvider locale={language} messages={all} timeZone="UTC">
        {children}
      </IntlProvider>
    </OuterMessages>
  );
}
