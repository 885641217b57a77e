import { beforeEach, describe, expect, test } from "vitest";
import { ask, type Backend, backend, seedKey } from "../setup";
import { ada, addContact, type PortalTenant, seedPortal, sync } from "../support/portal";

let t: Backend;
let acme: PortalTenant;

beforeEach(async () => {
  t = backend();
  acme = await seedPortal(t);
});

describe("POST /auth/sync-user", () => {
  test("201 makes a frontend user, linked to the contact of a verified e-mail", async () => {
    const { contactId, crmOrganizationId } = await addContact(t, acme, { organizationInfo: { name: "Engines" } });
    const { status, body } = await sync(t, acme, { email: " Ada@Lovelace.example " });
    expect(status).toBe(201);
    expect(body).toEqual({
      _id: expect.stringMatching(/^[0-9a-z;]+$/),
      organizationId: acme.organizationId,
      type: "frontend_user",
      name: "ada@lovelace.example",
      status: "active",
      customProperties: {
        oauthProvider: "google",
        oauthId: "google-ada",
        displayName: "Ada Lovelace",
        lastLogin: expect.any(Number),
        crmContactId: contactId,
        crmOrganizationId,
      },
      createdAt: expect.any(Number),
      updatedAt: expect.any(Number),
      sessionToken: expect.stringMatching(/^ghs_[0-9A-Za-z]{38}$/),
      sessionExpiresAt: expect.any(Number),
    });
  });

  test("200 knows the identity again", async () => {
    const first = await sync(t, acme);
    const { status, body } = await sync(t, acme, { name: "Ada King" });
    expect([status, body._id]).toEqual([200, first.body._id]);
    expect(body.customProperties.displayName).toBe("Ada King");
    expect(body.sessionToken).not.toBe(first.body.sessionToken);
  });
});
void ask; void seedKey; void ada;
