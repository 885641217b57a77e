import { sharedGuildhall } from "../../support/sharedGuildhall";
import type { Staff } from "./staff";

interface Person {
  readonly email: string;
  readonly name: string;
  readonly oauthId: string;
}

/** Signs somebody in as a portal's own server does, whose key `staff` has; nobody's browser is needed for it. */
export async function syncClient(
  { apiKey }: Staff,
  { email, name, oauthId }: Person,
  emailVerified = false,
): Promise<void> {
  const answer = await fetch(`${sharedGuildhall().siteUrl}/api/v1/auth/sync-user`, {
    method: "POST",
    headers: { Authorization: `Bearer ${apiKey}`, "Content-Type": "application/json" },
    body: JSON.stringify({ email, name, oauthProvider: "google", oauthId, emailVerified }),
  });
  if (answer.status !== 201) throw new Error(`The client was not signed in: ${await answer.text()}`);
}
