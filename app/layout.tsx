import "./globals.css";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { requestLanguage } from "@/components/i18n/request";
import { Texts } from "@/components/i18n/Texts";
import { parseTheme, THEME_COOKIE } from "@/components/theme/theme";
import { ThemeProvider } from "@/components/theme/ThemeProvider";

export const metadata: Metadata = {
  title: { default: "Guildhall", template: "%s · Guildhall" },
  description: "The open backend of a freelancer's or small agency's business.",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f8faf9" },
    { media: "(prefers-color-scheme: dark)", color: "#0b1111" },
  ],
};

/** Reads the theme from a cookie, so that the first byte already has the right colors and no script has to repair them. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html
      lang={await requestLanguage()}
      className={GeistSans.variable}
      data-theme={theme === "system" ? undefined : theme}
    >
      <body className="font-sans">
        <ThemeProvider initial={theme}>
          <Texts namespaces={["common", "shell"]}>{children}</Texts>
        </ThemeProvider>
      </body>
    </html>
  );
}
