import type { Role } from "@/lib/permissions/matrix";

/** What `POST /api/session/invitation` answers. */
export interface ShownInvitation {
  organizationId: string;
  organizationName: string;
  email: string;
  role: Role;
  expiresAt: number;
  /** Whether the e-mail belongs to somebody with a password. */
  isKnownUser: boolean;
  /** Who is signed in here. */
  reader: { name: string; email: string } | null;
}

/** Both sides are deployed together, so a look at the outline tells it from a stranger's answer. */
export function isShownInvitation(answer: unknown): answer is ShownInvitation {
  return typeof answer === "object" && answer !== null && "organizationName" in answer && "reader" in answer;
}
