import type { ReactNode } from "react";
import { messagesFor, type Namespace } from "@/messages/catalogue";
import { requestLanguage } from "./request";
import { TextsProvider } from "./TextsProvider";

interface TextsProps {
  /** Added to those of the layouts around. A page is sent no text that it cannot show. */
  namespaces: readonly Namespace[];
  children: ReactNode;
}

/** Hands the texts of a part of the app to the components below, in the reader's language. */
export async function Texts({ namespaces, children }: TextsProps) {
  const language = await requestLanguage();
  return (
    <TextsProvider language={language} messages={messagesFor(language, namespaces)}>
      {children}
    </TextsProvider>
  );
}
