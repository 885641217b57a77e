const titles: Readonly<Record<string, string>> = { google: "Google", microsoft: "Microsoft" };

/** The API's word for a provider, as its users write it. */
export function providerTitle(provider: string): string {
  return titles[provider] ?? provider;
}
