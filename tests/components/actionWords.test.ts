import { createTranslator } from "use-intl/core";
import { describe, expect, test } from "vitest";
import { type Place, sentenceOf } from "@/components/audit/actionWords";
import type { AuditAction, AuditTexts } from "@/components/audit/auditTexts";
import { fieldTitle, valueText } from "@/components/audit/valueWords";
import { dateFormat, numberFormat } from "@/components/i18n/formats";
import { type Language, languages } from "@/components/i18n/language";
import { wordsIn } from "@/components/object/objectWords";
import { registry } from "@/lib/ontology/registry";
import { organizationSettings } from "@/lib/organizations/object";
import { de } from "@/messages/de";
import { en } from "@/messages/en";
import { recordedActions } from "./support/recordedActions";

const messages = { en, de };

function textsIn(language: Language, names: Record<string, string> = {}): AuditTexts {
  const options = { locale: language, messages: messages[language] };
  return {
    language,
    t: createTranslator({ ...options, namespace: "audit" }),
    common: createTranslator({ ...options, namespace: "common" }),
    formats: {
      moment: (atMs) => dateFormat(language, "Europe/Berlin", true).format(atMs),
      number: (value) => numberFormat(language).format(value),
    },
    types: Object.fromEntries(registry.map((type) => [type.type, wordsIn(language, type)])),
    names: new Map(Object.entries(names)),
  };
}

function entry(objectType: string, action: string, more: Partial<AuditAction> = {}): AuditAction {
  return {
    ...{ id: "1", createdAt: 0, action, objectType, objectId: "o", objectName: "Grace Hopper" },
    ...{ actor: { kind: "user", id: "u", name: "Ada Lovelace" }, changes: {}, requestId: null, version: 2 },
    ...more,
  };
}

/** The sentence as plain text, as a screen shows it. */
function said(action: AuditAction, texts: AuditTexts, place: Place = "log"): string {
  const { key, values } = sentenceOf(action, texts, place);
  const bare = (chunks: string) => chunks;
  const text = texts.t.markup(key, { ...values, who: bare, what: bare, val: bare });
  return text.replaceAll(/\s+/gu, " ");
}

function changed(type: string, changes: AuditAction["changes"], place?: Place): [string, string] {
  const action = entry(type, "updated", { changes });
  return [said(action, textsIn("en"), place), said(action, textsIn("de"), place)];
}

describe("every action that the functions record", () => {
  test("has words of its own in every language", async () => {
    const recorded = await recordedActions();
    expect(new Set(recorded.map(({ action }) => action)).size).toBeGreaterThanOrEqual(14);
    for (const { action, type, file } of recorded) {
      for (const language of languages) {
        const texts = textsIn(language);
        const types = type === undefined ? typesOf(action) : [type];
        const sentences = types.map((one) => sentenceOf(entry(one, action), texts, "log").key);
        expect(sentences, `${action} in ${file}`).not.toContain("log.other");
        expect(sentences.length, `${action} in ${file}`).toBeGreaterThan(0);
      }
    }
  });

  /** Where the code records an action for any object it is given, its name says for which types there are words. */
  function typesOf(action: string): string[] {
    const all = registry.map(({ type }) => type);
    if (["created", "updated", "archived", "restored"].includes(action)) return all;
    if (action.startsWith("company_visibility")) return ["crm_contact"];
    return ["frontend_user"];
  }

  test("says who, what and, in the log, about whom", () => {
    expect(said(entry("crm_contact", "created"), textsIn("en"))).toBe(
      "Ada Lovelace added the contact Grace Hopper",
    );
    expect(said(entry("crm_contact", "created"), textsIn("de"))).toBe(
      "Ada Lovelace hat den Kontakt Grace Hopper angelegt",
    );
    expect(said(entry("crm_contact", "archived"), textsIn("en"), "here")).toBe(
      "Ada Lovelace archived this contact",
    );
    expect(said(entry("project", "created"), textsIn("en"))).toBe("Ada Lovelace added Grace Hopper");
    const key = entry("api_key", "rotated", { objectName: "Website" });
    expect(said(key, textsIn("en"))).toBe("Ada Lovelace rotated the API key Website");
    expect(said(key, textsIn("de"))).toBe("Ada Lovelace hat den API-Schlüssel Website erneuert");
  });

  test("is readable where it has no words", () => {
    const action = entry("invoice", "reminder_sent", { objectName: "INV-1" });
    expect(said(action, textsIn("en"))).toBe("Ada Lovelace: reminder sent, INV-1");
    expect(said(action, textsIn("en"), "here")).toBe("Ada Lovelace: reminder sent");
  });

  test.each([
    [{ kind: "apiKey", id: "k", name: "Website" }, "The API key “Website”", "Der API-Schlüssel „Website“"],
    [{ kind: "system", id: null, name: null }, "Guildhall", "Guildhall"],
    [{ kind: "user", id: "u", name: null }, "A former member", "Ein früheres Mitglied"],
    [{ kind: "frontendUser", id: "f", name: "Cleo" }, "Cleo (client)", "Cleo (Kundenzugang)"],
  ] as const)("names %j", (actor, english, german) => {
    const action = entry("crm_organization", "restored", { actor });
    expect(said(action, textsIn("en"))).toBe(`${english} restored the organization Grace Hopper`);
    expect(said(action, textsIn("de"))).toBe(`${german} hat die Firma Grace Hopper wiederhergestellt`);
  });
});

describe("a change of fields", () => {
  test("tells one field with its values", () => {
    expect(changed("crm_contact", { email: { before: "a@x.example", after: "b@x.example" } })).toEqual([
      "Ada Lovelace changed the e-mail of Grace Hopper from a@x.example to b@x.example",
      "Ada Lovelace hat bei Grace Hopper „E-Mail“ von a@x.example auf b@x.example geändert",
    ]);
    expect(changed("crm_contact", { jobTitle: { before: null, after: "Chef" } }, "here")).toEqual([
      "Ada Lovelace set the job title to Chef",
      "Ada Lovelace hat „Position“ auf Chef gesetzt",
    ]);
    expect(changed("crm_organization", { taxId: { before: "1", after: null } }, "here")).toEqual([
      "Ada Lovelace removed the tax ID, which was 1",
      "Ada Lovelace hat „Steuernummer“ geleert, vorher 1",
    ]);
    expect(changed("crm_contact", { subtype: { before: "lead", after: "customer" } }, "here")).toEqual([
      "Ada Lovelace changed the type from Lead to Customer",
      "Ada Lovelace hat „Art“ von Lead auf Kunde geändert",
    ]);
  });

  test("leaves out the name that follows from first and last name", () => {
    const changes = {
      lastName: { before: null, after: "King" },
      name: { before: "Ada", after: "Ada King" },
    };
    expect(changed("crm_contact", changes, "here")[0]).toBe("Ada Lovelace set the last name to King");
    expect(changed("crm_organization", { name: { before: "A", after: "B" } }, "here")[0]).toBe(
      "Ada Lovelace changed the name from A to B",
    );
  });

  test("names several fields, and counts many", () => {
    const change = { before: "1", after: "2" };
    expect(changed("crm_contact", { company: change, phone: change }, "here")).toEqual([
      "Ada Lovelace changed the phone and company",
      "Ada Lovelace hat „Telefon“ und „Firma“ geändert",
    ]);
    const many = { company: change, jobTitle: change, phone: change, source: change };
    expect(changed("crm_contact", many, "here")).toEqual([
      "Ada Lovelace changed the phone, company and 2 more",
      "Ada Lovelace hat „Telefon“, „Firma“ und 2 weitere geändert",
    ]);
  });

  test("only names what is too long, and what only ids stand for", () => {
    const long = { before: "a", after: "x".repeat(61) };
    expect(changed("crm_contact", { company: long }, "here")[0]).toBe("Ada Lovelace changed the company");
    expect(changed("crm_contact", { notes: { before: "a", after: "b" } }, "here")[0]).toBe(
      "Ada Lovelace changed the notes",
    );
    const company = { crmOrganizationId: { before: null, after: "k1" } };
    expect(changed("crm_contact", company, "here")[0]).toBe("Ada Lovelace changed the CRM organization");
  });

  test("says which tags came and went", () => {
    expect(changed("crm_contact", { tags: { before: ["a"], after: ["a", "vip"] } })).toEqual([
      "Ada Lovelace added the tag vip to Grace Hopper",
      "Ada Lovelace hat bei Grace Hopper das Schlagwort vip ergänzt",
    ]);
    expect(changed("crm_contact", { tags: { before: ["a", "b"], after: [] } }, "here")).toEqual([
      "Ada Lovelace removed the tags a, b",
      "Ada Lovelace hat die Schlagwörter a, b entfernt",
    ]);
    expect(changed("crm_contact", { tags: { before: ["a"], after: ["b"] } }, "here")[0]).toBe(
      "Ada Lovelace changed the tags",
    );
  });
});

describe("what happens to clients, members and invitations", () => {
  const told = (type: string, action: string, more: Partial<AuditAction>, names = {}) =>
    said(entry(type, action, more), textsIn("en", names));

  test("is told as what it was, and not as a change of fields", () => {
    const client = (changes: AuditAction["changes"]) => told("frontend_user", "updated", { changes });
    const login = { before: 1, after: 2 };
    expect(client({ lastLogin: login })).toBe("Grace Hopper signed in");
    expect(client({ lastLogin: login, crmContactId: { before: null, after: "k" } })).toBe(
      "Grace Hopper signed in",
    );
    expect(client({ status: { before: "active", after: "suspended" } })).toBe(
      "Ada Lovelace suspended Grace Hopper",
    );
    expect(client({ status: { before: "suspended", after: "active" } })).toBe(
      "Ada Lovelace reactivated Grace Hopper",
    );
    const link = { contactDecidedByStaff: { before: false, after: true } };
    expect(client({ ...link, crmContactId: { before: null, after: "k" } })).toBe(
      "Ada Lovelace said which contact Grace Hopper is",
    );
    expect(client({ ...link, crmContactId: { before: "k", after: null } })).toBe(
      "Ada Lovelace took the contact from Grace Hopper",
    );
    const identity = { before: null, after: { provider: "microsoft", subject: "1", email: "g@x.example" } };
    expect(told("frontend_user", "identity_linked", { changes: { identity } })).toBe(
      "Grace Hopper signed in with Microsoft for the first time",
    );
  });

  test("names roles, and people who are gone as long as anybody knows them", () => {
    const gone = { objectName: null, changes: { role: { before: "viewer", after: null } } };
    const userId = { before: "u2", after: null };
    const removed = { ...gone, changes: { ...gone.changes, userId } };
    expect(told("member", "removed", removed, { u2: "Mia" })).toBe("Ada Lovelace removed Mia (Viewer)");
    expect(told("member", "removed", removed)).toBe("Ada Lovelace removed something that is gone (Viewer)");
    const own = { ...gone, changes: { ...gone.changes, userId: { before: "u", after: null } } };
    expect(told("member", "removed", own)).toBe("Ada Lovelace (Viewer) left the organization");
    const role = { before: "viewer", after: "admin" };
    expect(told("member", "role_changed", { changes: { role } })).toBe(
      "Ada Lovelace changed the role of Grace Hopper from Viewer to Admin",
    );
    const invited = { email: { before: null, after: "n@x.example" }, role: { before: null, after: "owner" } };
    expect(told("invitation", "created", { objectName: null, changes: invited })).toBe(
      "Ada Lovelace invited n@x.example as Owner",
    );
  });
});

describe("values and titles", () => {
  const value = (language: Language, type: string, name: string, held: unknown) =>
    valueText(textsIn(language, { u2: "Mia" }), { type, name }, held);

  test("are written as people write them", () => {
    const noon = Date.UTC(2026, 10, 20, 11);
    expect(value("en", "crm_contact", "archivedAt", noon)).toBe("Nov 20, 2026, 12:00 PM");
    expect(value("de", "frontend_user", "lastLogin", noon)).toBe("20.11.2026, 12:00");
    expect(value("de", "frontend_user", "status", "suspended")).toBe("Gesperrt");
    expect(value("de", "frontend_user", "emailVerified", true)).toBe("Ja");
    expect(value("en", "frontend_user", "oauthProvider", "google")).toBe("Google");
    expect(value("de", "member", "role", "owner")).toBe("Inhaber");
    expect(value("en", "member", "userId", "u2")).toBe("Mia");
    expect(value("en", "crm_contact", "tags", ["a", "b"])).toBe("a, b");
    expect(value("en", "crm_organization", "address", { street: "Main 1", city: "Bern" })).toBe(
      "Main 1, Bern",
    );
    expect(value("en", "crm_contact", "customFields", { a: 1 })).toBe('{"a":1}');
    expect(value("en", "frontend_user", "session", { id: "1", provider: "google" })).toBe("Google");
    for (const nothing of [null, undefined, "", [], {}]) {
      expect(value("en", "crm_contact", "company", nothing)).toBeUndefined();
    }
  });

  test("exist for every field that the audit may hold", () => {
    const english = textsIn("en");
    for (const { type, properties } of registry) {
      for (const name of Object.keys(properties.shape)) {
        expect(fieldTitle(english, { type, name })).not.toBe(name);
      }
    }
    for (const [name, field] of Object.entries(organizationSettings.shape)) {
      expect(fieldTitle(english, { type: "organization", name })).toBe(field.meta()?.title);
    }
    expect(fieldTitle(english, { type: "invoice", name: "dueAtMs" })).toBe("Due at ms");
  });
});
