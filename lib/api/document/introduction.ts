/** What every reader of the document needs to know before the first operation. */
export const description = `JSON in and out, in UTF-8. Times are integer milliseconds since the epoch.

**Credentials** are sent as \`Authorization: Bearer …\`: an API key sees its organization within its scopes, the session of
a frontend user sees what is linked to that user's contact. What a credential may not see does not exist: 404.

**Errors** have one shape, also where there is no such route (404) or method (405, with \`Allow\`): \`error\` for a person,
\`code\` for a program, \`details\` by field, and the \`requestId\` to quote.

**Idempotency**: any POST, PATCH or DELETE may carry an \`Idempotency-Key\`. A repetition within 24 hours gets the first
answer, with \`Idempotency-Replayed: true\`.

**Lists** are paged by \`limit\` with \`offset\`, or by \`cursor\`, which is stable while others write. \`total\` is exact, or
null where no exact count is kept.

**Limits**: the \`X-RateLimit-…\` headers say how many requests of the minute are left. Bodies hold up to 512 KiB.`;

export const securitySchemes = {
  apiKey: {
    type: "http",
    scheme: "bearer",
    description: "An API key of an organization, `ghk_…`. The operation needs the scope that it lists.",
  },
  session: {
    type: "http",
    scheme: "bearer",
    description: "The session of a frontend user, `ghs_…`, as `syncUser` answers it.",
  },
} as const;
