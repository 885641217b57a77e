import { beforeEach, describe, expect, test } from "vitest";
import { ask, type Backend, backend, seedTenant, type Tenant } from "../setup";

const path = "/crm/contacts/from-event";
const event = { eventId: "tech-2026", eventName: "Tech Conference 2026", eventDate: 1_800_000_000_000 };
let t: Backend;
let acme: Tenant;

beforeEach(async () => {
  t = backend();
  acme = await seedTenant(t, "Acme");
});

async function register(attendeeInfo: Record<string, unknown>, rest: Record<string, unknown> = event) {
  return await ask(t, acme.apiKey, "POST", path, { body: { ...rest, attendeeInfo } });
}

async function contactOf(id: string) {
  return (await ask(t, acme.apiKey, "GET", `/crm/contacts/${id}`)).body;
}

describe("POST /crm/contacts/from-event", () => {
  test("201 for a new e-mail: source, event and company are kept", async () => {
    const attendee = {
      ...{ firstName: "John", lastName: "Doe", email: " John.Doe@Example.com ", phone: "+1 234" },
      ...{ company: "Acme Corp", tags: ["vip", "speaker"] },
    };
    const organizationInfo = { name: "Acme Corp", website: "https://acme.example", industry: "Technology" };
    const { status, body } = await register(attendee, { ...event, organizationInfo });
    expect(status).toBe(201);
    expect(body).toEqual({
      success: true,
      contactId: expect.any(String),
      eventId: "tech-2026",
      crmOrganizationId: expect.any(String),
      organizationId: acme.organizationId,
      isNewContact: true,
      message: "Contact created successfully",
    });
    expect(await contactOf(body.contactId)).toMatchObject({
      ...{ ...attendee, email: "john.doe@example.com", name: "John Doe", subtype: "lead", status: "active" },
      ...{ source: "event", sourceRef: "tech-2026", eventRegistrations: [event], version: 1 },
      crmOrganizationId: body.crmOrganizationId,
    });
    const listed = await ask(t, acme.apiKey, "GET", "/crm/contacts?source=event&tag=speaker");
    expect(listed.body.contacts).toHaveLength(1);
  });

  test("201 with nothing but the event's id and the e-mail", async () => {
    const { status, body } = await register({ email: "a@example.com" }, { eventId: " e " });
    expect([status, body.eventId, body.crmOrganizationId]).toEqual([201, "e", null]);
    expect((await contactOf(body.contactId)).eventRegistrations).toEqual([{ eventId: "e" }]);
  });

  test("200 for a known e-mail: where they came from and their tags stay, the rest overwrites", async () => {
    const known = {
      email: "a@example.com",
      firstName: "Ann",
      phone: "1",
      source: "shop",
      sourceRef: "order-1",
    };
    const made = await ask(t, acme.apiKey, "POST", "/crm/contacts", { body: { ...known, tags: ["old"] } });
    const { contactId } = made.body;
    const answer = await register({ email: "A@example.com", phone: "2", tags: ["new", "old"] });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      ...{ contactId, eventId: "tech-2026", isNewContact: false, message: "Contact updated successfully" },
    });
    expect(await contactOf(contactId)).toMatchObject({
      ...{ ...known, phone: "2", tags: ["old", "new"], eventRegistrations: [event], version: 2 },
    });
  });

  test("200 leaves a known contact in their company, and gives one to who has none", async () => {
    const acmeCorp = { organizationInfo: { name: "Acme Corp" } };
    const rival = { organizationInfo: { name: "Rival" } };
    const first = await register({ email: "a@example.com" }, { ...event, ...acmeCorp });
    const moved = await register({ email: "a@example.com" }, { ...event, ...rival });
    expect([moved.status, moved.body.crmOrganizationId]).toEqual([200, first.body.crmOrganizationId]);
    const organizations = await ask(t, acme.apiKey, "GET", "/crm/organizations?search=rival");
    expect(organizations.body.total).toBe(0);
    await ask(t, acme.apiKey, "POST", "/crm/contacts", { body: { email: "b@example.com" } });
    const joined = await register({ email: "b@example.com" }, { ...event, ...acmeCorp });
    expect([joined.status, joined.body.crmOrganizationId]).toEqual([200, first.body.crmOrganizationId]);
  });

  test("200 brings an archived contact back", async () => {
    const { contactId } = (await register({ email: "a@example.com" })).body;
    await ask(t, acme.apiKey, "DELETE", `/crm/contacts/${contactId}`);
    expect((await register({ email: "a@example.com" })).status).toBe(200);
    expect((await contactOf(contactId)).archivedAt).toBeNull();
  });

  test("200 keeps every event once: a later one is added, the same one corrected, a repetition nothing", async () => {
    const { contactId } = (await register({ email: "a@example.com" })).body;
    await register({ email: "a@example.com" });
    expect((await contactOf(contactId)).version).toBe(1);
    await register({ email: "a@example.com" }, { eventId: "meetup-7" });
    await register({ email: "a@example.com" }, { eventId: "tech-2026", eventName: "Renamed" });
    const { eventRegistrations, sourceRef } = await contactOf(contactId);
    expect(eventRegistrations).toEqual([{ ...event, eventName: "Renamed" }, { eventId: "meetup-7" }]);
    expect(sourceRef).toBe("tech-2026");
  });

  test.each([
    ["no event", { attendeeInfo: { email: "a@example.com" } }, "eventId"],
    ["an empty event id", { eventId: " ", attendeeInfo: { email: "a@example.com" } }, "eventId"],
    ["no attendee", { ...event }, "attendeeInfo"],
    ["an attendee without e-mail", { ...event, attendeeInfo: { firstName: "x" } }, "attendeeInfo.email"],
    ["a source", { ...event, attendeeInfo: { email: "a@example.com", source: "x" } }, "attendeeInfo.source"],
    [
      "a date as text",
      { ...event, eventDate: "2026-01-01", attendeeInfo: { email: "a@b.example" } },
      "eventDate",
    ],
    [
      "a date beyond time",
      { ...event, eventDate: 9e15, attendeeInfo: { email: "a@b.example" } },
      "eventDate",
    ],
    [
      "a mistyped field",
      { ...event, atendeeInfo: {}, attendeeInfo: { email: "a@b.example" } },
      "atendeeInfo",
    ],
    [
      "an unknown field of the company",
      { ...event, attendeeInfo: { email: "a@b.example" }, organizationInfo: { name: "x", tags: [] } },
      "organizationInfo.tags",
    ],
  ])("400 for %s", async (_case, body, field) => {
    const { status, body: answer } = await ask(t, acme.apiKey, "POST", path, { body });
    expect([status, answer.code]).toEqual([400, "INVALID_REQUEST"]);
    expect(answer.details.map((detail: { path: string }) => detail.path)).toContain(field);
  });
});
