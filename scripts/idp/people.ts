/** Somebody of the demo who can sign in to the portal at the local OpenID provider. */
export interface DemoClient {
  readonly provider: "google" | "microsoft";
  readonly subject: string;
  readonly name: string;
  readonly email: string;
  /** Whether the provider says that the e-mail is theirs. */
  readonly emailVerified: boolean;
}

/** Their e-mails are those of contacts of the demo organization. The last one could be anybody who typed such an e-mail. */
export const demoClients: readonly DemoClient[] = [
  {
    provider: "google",
    subject: "demo-google-andrea",
    name: "Andrea Zürcher",
    email: "andrea.zurcher@alpenblick-hotels.example",
    emailVerified: true,
  },
  {
    provider: "microsoft",
    subject: "demo-microsoft-priya",
    name: "Priya Raghunathan",
    email: "priya.raghunathan@cobalt-robotics.example",
    emailVerified: true,
  },
  {
    provider: "microsoft",
    subject: "demo-microsoft-anouk",
    name: "Anouk van der Meer",
    email: "anouk.vandermeer@delftwaterlabs.example",
    emailVerified: false,
  },
];

/** What an ID token says of them: Google proves an e-mail by `email_verified`, Microsoft by `xms_edov`. */
export function claimsOf({ provider, subject, name, email, emailVerified }: DemoClient) {
  const proof = provider === "google" ? { email_verified: emailVerified } : { xms_edov: emailVerified };
  return { sub: subject, name, email, ...proof };
}
