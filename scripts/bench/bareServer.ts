import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import path from "node:path";
import Database from "better-sqlite3";
import * as z from "zod";

/**
 * The least that a server could do for `POST /crm/contacts`: `node:http` and better-sqlite3 without any framework, with
 * the same durability, and in one transaction the same five writes: contact, audit entry, event, count, rate limit.
 */
const [folder = "."] = process.argv.slice(2);
const db = new Database(path.join(folder, "bare.sqlite"));
db.pragma("journal_mode = WAL");
db.pragma("synchronous = FULL");
db.exec(`
  CREATE TABLE contacts (id TEXT PRIMARY KEY, email TEXT UNIQUE, body TEXT, createdAt INTEGER);
  CREATE INDEX contacts_by_time ON contacts (createdAt);
  CREATE TABLE actions (id TEXT PRIMARY KEY, contactId TEXT, body TEXT);
  CREATE TABLE events (id TEXT PRIMARY KEY, type TEXT, body TEXT);
  CREATE TABLE counts (name TEXT PRIMARY KEY, value INTEGER);
  CREATE TABLE keys (hash TEXT PRIMARY KEY, used INTEGER);
`);
const insertContact = db.prepare("INSERT INTO contacts VALUES (?, ?, ?, ?)");
const insertAction = db.prepare("INSERT INTO actions VALUES (?, ?, ?)");
const insertEvent = db.prepare("INSERT INTO events VALUES (?, ?, ?)");
const count = db.prepare(
  "INSERT INTO counts VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET value = value + 1",
);
const useKey = db.prepare("INSERT INTO keys VALUES (?, 1) ON CONFLICT (hash) DO UPDATE SET used = used + 1");

const contact = z.object({ email: z.email(), firstName: z.string(), lastName: z.string() });

const save = db.transaction((secret: string, body: string) => {
  const given = contact.parse(JSON.parse(body));
  const id = randomUUID();
  useKey.run(createHash("sha256").update(secret).digest("hex"));
  insertContact.run(id, given.email.trim().toLowerCase(), body, Date.now());
  insertAction.run(randomUUID(), id, body);
  insertEvent.run(randomUUID(), "contact.created", body);
  count.run("contacts");
  return { success: true, contactId: id, contact: given };
});

const server = createServer((request, response) => void answer(request, response));
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  console.log(typeof address === "object" && address !== null ? address.port : "");
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const result = save(request.headers.authorization ?? "", await text(request));
  response.writeHead(201, { "Content-Type": "application/json" }).end(JSON.stringify(result));
}
