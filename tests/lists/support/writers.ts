import { expect } from "vitest";
import type { Answer, Sent } from "../../api/support/server";

type Request = Omit<Sent, "credential">;

interface Options {
  readonly send: (sent: Request) => Promise<Answer>;
  readonly writers: number;
  /** Ids of all current contacts. They are changed, but never archived. */
  readonly present: readonly string[];
  /** Whether half of what is made is archived and restored again and again. */
  readonly archiving: boolean;
}

const works = ["insert", "update", "insert", "archive", "update", "restore"] as const;

/**
 * Clients that write until they are stopped. They count what they began and what was answered, so that a reader knows
 * between which numbers a total must lie at any moment. Nobody is renamed: in a list by name that is a move.
 */
export class Writers {
  /** Current contacts that nobody will archive; one that is being made joins them when it is answered. */
  readonly lasting: string[];
  readonly #options: Options;
  readonly #added = { begun: 0, done: 0 };
  readonly #removed = { begun: 0, done: 0 };
  readonly #work: Promise<unknown>;
  #stopped = false;

  constructor(options: Options) {
    this.lasting = [...options.present];
    this.#options = options;
    this.#work = Promise.all(Array.from({ length: options.writers }, (_, number) => this.#write(number)));
  }

  /** Throws what went wrong in any of them. */
  async end(): Promise<void> {
    this.#stopped = true;
    await this.#work;
  }

  /** How many contacts there are, by what was answered. */
  get current(): number {
    return this.#options.present.length + this.#added.done - this.#removed.done;
  }

  /** Asked when a request is sent; what it gives is asked when the answer is there: where its total must lie. */
  bounds(): () => { least: number; most: number } {
    const before = this.#options.present.length;
    const [added, removed] = [this.#added.done, this.#removed.done];
    return () => ({
      least: before + added - this.#removed.begun,
      most: before + this.#added.begun - removed,
    });
  }

  async #write(writer: number): Promise<void> {
    const current: string[] = [];
    const archived: string[] = [];
    for (let round = writer; !this.#stopped; round += 1) {
      const work = works[round % works.length];
      if (work === "insert") {
        const kept = !this.#options.archiving || round % 4 === 0;
        (kept ? this.lasting : current).push(await this.#insert(`${writer}-${round}`));
      } else if (work === "update") {
        await this.#update(round);
      } else if (work === "archive" && current.length > 0) {
        archived.push(await this.#archive(String(current.shift())));
      } else if (work === "restore" && archived.length > 0) {
        current.push(await this.#restore(String(archived.shift())));
      }
    }
  }

  async #insert(name: string): Promise<string> {
    const email = `writer-${name}-${this.#options.archiving}@example.com`;
    const body = { email, subtype: "prospect", source: "writer", tags: ["written"] };
    const { contactId } = await this.#counted(this.#added, 201, {
      method: "POST",
      path: "/crm/contacts",
      body,
    });
    return contactId;
  }

  async #update(round: number): Promise<void> {
    const id = this.lasting[(round * 7919) % this.lasting.length];
    const body = { notes: `${round}`, phone: `${round}` };
    await this.#expect(200, { method: "PATCH", path: `/crm/contacts/${id}`, body });
  }

  async #archive(id: string): Promise<string> {
    await this.#counted(this.#removed, 200, { method: "DELETE", path: `/crm/contacts/${id}` });
    return id;
  }

  async #restore(id: string): Promise<string> {
    await this.#counted(this.#added, 200, { method: "POST", path: `/crm/contacts/${id}/restore` });
    return id;
  }

  async #counted(count: { begun: number; done: number }, status: number, sent: Request) {
    count.begun += 1;
    const body = await this.#expect(status, sent);
    count.done += 1;
    return body;
  }

  async #expect(status: number, sent: Request): Promise<Answer["body"]> {
    const answer = await this.#options.send(sent);
    expect([sent, answer.status, answer.text]).toEqual([sent, status, answer.text]);
    return answer.body;
  }
}
