import type { NextConfig } from "next";
import { NO_PAGE_POLICY } from "./components/security/contentSecurityPolicy";

const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), payment=()" },
  // Browsers ignore this one over plain HTTP, so a local start is not affected.
  { key: "Strict-Transport-Security", value: "max-age=31536000" },
];

/** No page: nothing in it may load or run anything, wherever somebody manages to show it. */
const noPagePolicy = { key: "Content-Security-Policy", value: NO_PAGE_POLICY };

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // `npm run check` runs tsc over the whole project; doing it again here would only slow the first start.
  typescript: { ignoreBuildErrors: true },
  // The content security policy of pages needs a nonce per answer and is set in proxy.ts.
  headers: async () => [
    { source: "/:path*", headers: securityHeaders },
    { source: "/api/:path*", headers: [noPagePolicy] },
  ],
  // Next redirects these before any header is set, so proxy.ts does it.
  skipTrailingSlashRedirect: true,
  // `npm run dev` names this address; without it pages opened there would not follow changes of the code.
  allowedDevOrigins: ["127.0.0.1"],
  devIndicators: false,
  // Messages reach the browser compiled, see messages/catalogue.ts, so it needs no parser for them. And of convex/server it
  // needs what names functions, not what defines schemas.
  turbopack: {
    resolveAlias: {
      "use-intl/format-message": "use-intl/format-message/format-only",
      "convex/server": "./node_modules/convex/dist/esm/server/api.js",
      "@/convex/_generated/api": "./components/live/functions.js",
    },
  },
  experimental: {
    optimizePackageImports: ["lucide-react"],
    // Turbopack merges small chunks into several large ones, and a page that loads its parts one by one would load what they
    // share several times; but small chunks compress worse. These values loaded least of those that were measured.
    turbopackChunking: { requestCost: 1, minChunkSize: 25_000, maxMergeChunkSize: 60_000 },
  },
};

export default config;
