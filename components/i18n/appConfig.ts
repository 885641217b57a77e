import type { en } from "@/messages/en";
import type { Language } from "./language";

declare module "use-intl/core" {
  interface AppConfig {
    Locale: Language;
    Messages: typeof en;
  }
}
