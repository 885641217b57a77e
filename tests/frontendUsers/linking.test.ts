import fc from "fast-check";
import { expect, test } from "vitest";
import type { Id } from "../../convex/_generated/dataModel";
import { decideContact, signInFrontendUser } from "../../convex/lib/frontendUsers";
import {
  archiveObject,
  createObject,
  loadObject,
  type Origin,
  restoreObject,
  updateObject,
} from "../../convex/lib/objectStore";
import { fieldsOf } from "../../convex/lib/objectStore";
import { contact } from "../../lib/contacts/object";
import { isAppError } from "../../lib/errors";
import { frontendUser } from "../../lib/frontendUsers/object";
import { type Backend, backend, seedTenant } from "../setup";
import { soak } from "../support/rounds";
import { type Claim, LinkingModel } from "./support/linkingModel";

/**
 * Random lives of an organization's portal: people sign in with identities and e-mails of their choice, proven or not,
 * while staff link, unlink and suspend them, and archive contacts. The functions must do what the naive model does.
 */

const emails = ["a@x.example", "b@x.example", "c@x.example"];
const email = fc.constantFrom(...emails);
const which = fc.nat({ max: 5 });
const claim = fc.record({
  oauthProvider: fc.constantFrom("google" as const, "microsoft" as const),
  oauthId: fc.constantFrom("1", "2", "3"),
  email,
  emailVerified: fc.boolean(),
});
const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant("sync" as const), claim }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("contact" as const), email, archived: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("status" as const), which, suspended: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("link" as const),
      which,
      email: fc.option(email, { nil: null }),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** The functions, with users and contacts called as the model calls them. */
class Subject {
  readonly #users: Id<"objects">[] = [];
  readonly #contacts = new Map<string, Id<"objects">>();
  readonly #t: Backend;
  readonly #origin: Origin;

  constructor(t: Backend, organizationId: Id<"organizations">) {
    this.#t = t;
    this.#origin = { organizationId, actor: { kind: "system", id: null }, requestId: null };
  }

  /** The number of the user, or the code of the refusal. */
  async sync(given: Claim): Promise<number | string> {
    try {
      const signIn = { ...given, name: "Somebody" };
      const { user } = await this.#t.run((ctx) => signInFrontendUser(ctx, this.#origin, signIn));
      if (!this.#users.includes(user._id)) {
        this.#users.push(user._id);
      }
      return this.#users.indexOf(user._id);
    } catch (error) {
      return isAppError(error) ? error.data.code : String(error);
    }
  }

  async setContact(address: string, archived: boolean): Promise<void> {
    await this.#t.run(async (ctx) => {
      const known = this.#contacts.get(address);
      const draft = { subtype: "lead", description: null, status: "active", name: address };
      const properties = {
        email: address,
        source: "api",
        tags: [],
        customFields: {},
        eventRegistrations: [],
      };
      const object =
        known === undefined
          ? await createObject(ctx, this.#origin, contact, { ...draft, properties })
          : await loadObject(ctx, this.#origin.organizationId, contact, known);
      this.#contacts.set(address, object._id);
      await (archived ? archiveObject : restoreObject)(ctx, this.#origin, contact, object);
    });
  }

  async setStatus(user: number, status: string): Promise<void> {
    await this.#change(user, async (ctx, object) => {
      await updateObject(ctx, this.#origin, frontendUser, object, {
        ...fieldsOf(frontendUser, object),
        status,
      });
    });
  }

  async link(user: number, address: string | null): Promise<void> {
    const contactId = address === null ? null : (this.#contacts.get(address) ?? null);
    await this.#change(user, async (ctx, object) => {
      await decideContact(ctx, this.#origin, object, contactId);
    });
  }

  /** What is stored, in the words of the model. */
  async state() {
    return await this.#t.run(async (ctx) => {
      const rows = await ctx.db.query("frontendIdentities").take(100);
      const users = await Promise.all(
        this.#users.map((id) => loadObject(ctx, this.#origin.organizationId, frontendUser, id)),
      );
      const links = await ctx.db.query("objectLinks").take(100);
      const nameOf = new Map([...this.#contacts].map(([address, id]) => [id, address]));
      return users.map((user) => ({
        email: user.customProperties.email as string,
        emailVerified: user.customProperties.emailVerified as boolean,
        contacts: links.filter((link) => link.fromId === user._id).map((link) => nameOf.get(link.toId)),
        identities: rows
          .filter((row) => row.frontendUserId === user._id)
          .map((row) => ({
            key: `${row.provider}:${row.subject}`,
            email: row.email,
            emailVerified: row.emailVerified,
          })),
      }));
    });
  }

  async #change(user: number, work: (ctx: Context, object: Stored) => Promise<void>): Promise<void> {
    const id = this.#users[user];
    if (id !== undefined) {
      await this.#t.run(async (ctx) => {
        await work(ctx, await loadObject(ctx, this.#origin.organizationId, frontendUser, id));
      });
    }
  }
}
type Context = Parameters<Parameters<Backend["run"]>[0]>[0];
type Stored = Awaited<ReturnType<typeof loadObject>>;

async function play(subject: Subject, model: LinkingModel, one: Step): Promise<void> {
  switch (one.kind) {
    case "sync":
      expect(await subject.sync(one.claim)).toBe(model.sync(one.claim));
      return;
    case "contact":
      await subject.setContact(one.email, one.archived);
      model.setContact(one.email, one.archived);
      return;
    case "status":
      await subject.setStatus(one.which, one.suspended ? "suspended" : "active");
      model.setSuspended(one.which, one.suspended);
      return;
    case "link":
      await subject.link(one.which, one.email);
      model.link(one.which, one.email);
  }
}

test("users, identities and contacts come together as the model says, and never in any other way", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60, size: "max" }), async (steps) => {
      const t = backend();
      const { organizationId } = await seedTenant(t);
      const [subject, model] = [new Subject(t, organizationId), new LinkingModel()];
      for (const one of steps) {
        await play(subject, model, one);
        const state = await subject.state();
        expect(state).toEqual(model.state());
        expectSound(state, model);
      }
    }),
    { numRuns: soak(25, 1000) },
  );
});

/** What must hold whatever the model says. */
function expectSound(state: Awaited<ReturnType<Subject["state"]>>, model: LinkingModel): void {
  const keys = state.flatMap(({ identities }) => identities.map(({ key }) => key));
  expect(new Set(keys).size).toBe(keys.length);
  const proven = state.flatMap(({ identities }) => [
    ...new Set(identities.filter((one) => one.emailVerified).map((one) => one.email)),
  ]);
  expect(new Set(proven).size).toBe(proven.length);
  for (const [user, { contacts, emailVerified, email: own, identities }] of state.entries()) {
    expect(contacts.length).toBeLessThanOrEqual(1);
    for (const linked of contacts) {
      expect(model.everProvenOrLinked(user, linked ?? "")).toBe(true);
    }
    expect(identities.some((one) => one.email === own && one.emailVerified)).toBe(emailVerified);
  }
}
