import * as z from "zod/mini";

/** Name of the HttpOnly cookie with the long secret of a staff session. */
export const SESSION_COOKIE = "guildhall_staff";

const organization = z.object({
  id: z.string(),
  name: z.string(),
  role: z.string(),
  locale: z.string(),
  timeZone: z.string(),
  currency: z.string(),
});

/** What `POST /api/session/page` answers. */
export const pageSession = z.object({
  sessionId: z.string(),
  /** A duration rather than a time, because the browser's clock may be wrong. */
  expiresInMs: z.number(),
  deploymentUrl: z.string(),
  user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  organizations: z.array(organization),
});

export type PageSession = z.infer<typeof pageSession>;
export type StaffOrganization = z.infer<typeof organization>;

/** What the session routes answer when they refuse. */
export const refusal = z.object({
  code: z.string(),
  error: z.string(),
  retryAfter: z.optional(z.number()),
});

export type Refusal = z.infer<typeof refusal>;
