import type { Role } from "@/lib/permissions/matrix";

/** Name of the HttpOnly cookie with the long secret of a staff session. */
export const SESSION_COOKIE = "guildhall_staff";

export interface StaffOrganization {
  id: string;
  name: string;
  role: Role;
  locale: string;
  timeZone: string;
  currency: string;
}

/** What every page gets in exchange for its cookie. */
export interface OpenedPage {
  sessionId: string;
  /** A duration rather than a time, because the browser's clock may be wrong. */
  expiresInMs: number;
  deploymentUrl: string;
}

/** What `POST /api/session/page` answers. */
export interface PageSession extends OpenedPage {
  user: { id: string; name: string; email: string };
  organizations: StaffOrganization[];
}

/** What the session routes answer when they refuse. */
export interface Refusal {
  code: string;
  error: string;
  retryAfter?: number | undefined;
  /** What is wrong with single fields. */
  details?: readonly { path: string; message: string }[];
}

/** What stands for an answer that never came: only the browser knows of it. */
export const unreachable: Refusal = { code: "UNREACHABLE", error: "" };

export function isUnreachable({ code }: Refusal): boolean {
  return code === unreachable.code;
}

/** Both sides of these routes are deployed together, so a look at the outline tells them from a stranger's answer. */
export function isPageSession(answer: unknown): answer is PageSession {
  return isOpenedPage(answer);
}

export function isOpenedPage(answer: unknown): answer is OpenedPage {
  return hasText(answer, "sessionId") && hasText(answer, "deploymentUrl");
}

export function isRefusal(answer: unknown): answer is Refusal {
  return hasText(answer, "code") && hasText(answer, "error");
}

function hasText(value: unknown, key: string): boolean {
  return typeof value === "object" && value !== null && typeof Reflect.get(value, key) === "string";
}
