/** Names of the cookie of Auth.js, over http and over https. Its content is for the server alone. */
const names = ["authjs.session-token", "__Secure-authjs.session-token"] as const;

/** The name under which a request carries it, if it does. */
export function portalCookieOf(cookies: { has: (name: string) => boolean }): string | undefined {
  return names.find((name) => cookies.has(name));
}
