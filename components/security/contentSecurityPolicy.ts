interface PolicyInput {
  nonce: string;
  /** Address of the deployment as the browser reaches it. Without one the page may talk to its own origin only. */
  deploymentUrl: string | undefined;
  development: boolean;
}

/** Of answers that are no pages, such as redirects and data. */
export const NO_PAGE_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** Scripts run only with the nonce of this very answer, and the page reaches nothing but itself and its deployment. */
export function contentSecurityPolicy({ nonce, deploymentUrl, development }: PolicyInput): string {
  const scripts = [`'nonce-${nonce}'`, "'strict-dynamic'"];
  // React's development build evaluates strings to show server stacks in the browser.
  if (development) scripts.push("'unsafe-eval'");
  return [
    "default-src 'none'",
    `script-src 'self' ${scripts.join(" ")}`,
    // Next's development server injects style elements without a nonce.
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "manifest-src 'self'",
    `connect-src ${["'self'", ...deploymentOrigins(deploymentUrl)].join(" ")}`,
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** The sync protocol needs the WebSocket origin; actions and file uploads use plain HTTP of the same host. */
export function deploymentOrigins(deploymentUrl: string | undefined): string[] {
  if (deploymentUrl === undefined || !URL.canParse(deploymentUrl)) return [];
  const { protocol, host } = new URL(deploymentUrl);
  return protocol === "https:" ? [`https://${host}`, `wss://${host}`] : [`http://${host}`, `ws://${host}`];
}
