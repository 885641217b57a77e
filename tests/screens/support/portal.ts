import { ConvexHttpClient } from "convex/browser";
import type { Page } from "playwright-core";
import { api } from "../../../convex/_generated/api";
import type { Child } from "../../../scripts/lib/children";
import { startIdp } from "../../../scripts/lib/idp";
import { freePort } from "../../../scripts/lib/ports";
import { startWeb } from "../../../scripts/lib/web";
import { demoClients } from "../../../scripts/idp/people";
import { sharedGuildhall } from "../../support/sharedGuildhall";
import { hireStaff, type Staff } from "./staff";

/** People of the local OpenID provider. */
export const [andrea, priya, anouk] = demoClients as [Client, Client, Client];
type Client = (typeof demoClients)[number];

/** The portal of an organization of its own, so that a file may suspend and link whom it likes. */
export interface OwnPortal {
  readonly staff: Staff;
  readonly url: string;
  /** What staff do in their own pages. */
  readonly desk: Desk;
  close: () => Promise<void>;
}

export async function openPortal(organization: string): Promise<OwnPortal> {
  const staff = await hireStaff(organization, ["contacts:read", "contacts:write", "portal:sync"]);
  const { siteUrl } = sharedGuildhall();
  const { web, idp, url } = await startOwnWeb(staff.apiKey, siteUrl);
  const close = async () => {
    await web.stop();
    await idp.stop();
  };
  return { staff, url, desk: await openDesk(staff), close };
}

/** A web app and a provider besides those that all tests share. */
export async function startOwnWeb(
  portalKey: string,
  siteUrl: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<{ web: Child; idp: Child; url: string }> {
  const port = await freePort();
  const { child: idp, environment, ready } = startIdp({ port: await freePort(), portalPort: port });
  const web = await startWeb(
    port,
    { ...sharedGuildhall(), siteUrl },
    {
      AUTH_SECRET: "a secret of the tests alone",
      AUTH_TRUST_HOST: "true",
      GUILDHALL_PORTAL_KEY: portalKey,
      ...environment,
      ...settings,
    },
  );
  await ready;
  return { web, idp, url: `http://127.0.0.1:${port}` };
}

export type Desk = Awaited<ReturnType<typeof openDesk>>;

async function openDesk({ email, password, organizationId }: Staff) {
  const client = new ConvexHttpClient(sharedGuildhall().deploymentUrl, { logger: false });
  const { token } = await client.action(api.auth.signIn, { email, password });
  const { sessionId } = await client.mutation(api.auth.openPage, { token });
  const { frontendUsers: users } = api;
  return {
    /** The id of the frontend user with this e-mail. */
    find: async (clientEmail: string): Promise<string> => {
      const page = await client.query(users.listFrontendUsers, { sessionId, organizationId });
      const found = page.frontendUsers.find((user) => user.email === clientEmail);
      if (found === undefined) throw new Error(`No frontend user has ${clientEmail}`);
      return found.id;
    },
    link: async (frontendUserId: string, contactId: string) =>
      await client.mutation(users.linkFrontendUser, { sessionId, frontendUserId, contactId }),
    unlink: async (frontendUserId: string) =>
      await client.mutation(users.unlinkFrontendUser, { sessionId, frontendUserId }),
    suspend: async (frontendUserId: string) =>
      await client.mutation(users.suspendFrontendUser, { sessionId, frontendUserId }),
    reactivate: async (frontendUserId: string) =>
      await client.mutation(users.reactivateFrontendUser, { sessionId, frontendUserId }),
    grant: async (contactId: string, crmOrgId: string) =>
      await client.mutation(users.grantCompanyVisibility, { sessionId, contactId, crmOrgId }),
    close: async (contactId: string) =>
      await client.mutation(users.revokeCompanyVisibility, { sessionId, contactId }),
    companyOf: async (contactId: string): Promise<string> =>
      String((await client.query(api.crmOntology.getContact, { sessionId, contactId }))?.crmOrganizationId),
  };
}

/** From the sign-in page to the account at the provider; where that leads is for the test to say. */
export async function chooseAt(page: Page, provider: "Google" | "Microsoft", account: string): Promise<void> {
  await page.getByRole("button", { name: `Continue with ${provider}` }).click();
  await page.getByRole("heading", { name: "Choose an account" }).waitFor();
  await page.getByRole("button", { name: account }).click();
}

export async function signInTo(page: Page, { provider, name }: Client, path = "/portal"): Promise<void> {
  await page.goto(path);
  await chooseAt(page, provider === "google" ? "Google" : "Microsoft", name);
  await page.waitForURL(`**${path}`);
  await page.getByText("Connection: Live").waitFor();
}
