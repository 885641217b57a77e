import rateLimiter from "@convex-dev/rate-limiter/convex.config";
import { defineApp } from "convex/server";
import { v } from "convex/values";

const app = defineApp({
  env: {
    /** Origins whose pages may read the API's answers, separated by commas. */
    ALLOWED_ORIGINS: v.optional(v.string()),
    /** "1" on the embedded deployment, the only one that takes demo data. */
    GUILDHALL_EMBEDDED: v.optional(v.string()),
  },
});
app.use(rateLimiter);

export default app;
