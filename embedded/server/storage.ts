import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, unlinkSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import type { Engine } from "../engine";
import type { StoredBlob } from "../runtime/worker/protocol";
import type { Transaction } from "../txn/transaction";
import { badRequest, RequestError } from "./errors";
import { serveFile } from "./serveFile";
import { signUpload, verifyUpload } from "./uploadToken";

const TABLE = "_storage";
const GIB = 1024 ** 3;
const FILE_BYTES_MAX = 4 * GIB;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

interface Row {
  readonly uuid: string;
  readonly component: string;
  readonly id: string;
}

/**
 * Files of the apps. Bytes lie in one file each, named by the UUID of the address they are served at; what apps see is
 * a document in `_storage`. Bytes are durable before the document is, and are freed after its deletion is.
 */
export class FileStorage {
  constructor(
    private readonly engine: Pick<Engine, "store" | "variables" | "secret" | "write" | "read">,
    /** `<data>/files`. */
    private readonly folder: string,
  ) {
    this.engine.store.sql.exec(
      "CREATE TABLE IF NOT EXISTS files (uuid TEXT PRIMARY KEY, component TEXT NOT NULL, id TEXT NOT NULL UNIQUE) WITHOUT ROWID",
    );
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    this.removeOrphans();
  }

  generateUploadUrl(component: string): string {
    return this.address(`upload?token=${signUpload(this.engine.secret, component, Date.now())}`);
  }

  getUrl(tx: Transaction, component: string, id: string): string | null {
    const row = this.byId(tx, component, id);
    return row === null ? null : this.address(row.uuid);
  }

  remove(tx: Transaction, component: string, id: string): void {
    const row = this.byId(tx, component, id);
    if (row === null) throw new Error(`storage id ${id} not found`);
    tx.remove(component, id);
    tx.sql.prepare("DELETE FROM files WHERE uuid = ?").run(row.uuid);
    tx.afterCommit.push(() => void rm(this.path(row.uuid), { force: true }));
  }

  async store(
    component: string,
    bytes: Uint8Array,
    contentType: string | null,
    sha256: string | null,
  ): Promise<string> {
    return await this.save(component, [bytes], contentType, sha256);
  }

  read(component: string, id: string): StoredBlob | null {
    return this.engine.read((tx) => {
      const row = this.byId(tx, component, id);
      const contentType = tx.get(component, id)?.contentType;
      if (row === null) return null;
      return {
        bytes: readFileSync(this.path(row.uuid)),
        contentType: typeof contentType === "string" ? contentType : null,
      };
    });
  }

  /** `POST /api/storage/upload?token=…` and `GET /api/storage/<uuid>`. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", this.address(""));
    const name = url.pathname.slice("/api/storage/".length);
    if (request.method === "POST" && name === "upload") {
      const component = verifyUpload(this.engine.secret, url.searchParams.get("token") ?? "", Date.now());
      const digest = /^sha-256=(.+)$/i.exec(String(request.headers.digest ?? ""))?.[1] ?? null;
      const body = request as AsyncIterable<Uint8Array>;
      const storageId = await this.save(component, body, request.headers["content-type"] ?? null, digest);
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ storageId }));
    } else if (request.method === "GET" || request.method === "HEAD") {
      await this.serve(name, request, response);
    } else {
      throw badRequest("BadRequest", `${request.method} is not possible on ${url.pathname}.`);
    }
  }

  private async serve(uuid: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!UUID.test(uuid)) {
      const advice =
        "Please use `storage.getUrl()` to generate a valid URL to retrieve files. See https://docs.convex.dev/file-storage/serve-files for more details";
      throw badRequest("InvalidStoragePath", `Invalid storage path: "${uuid}". ${advice}`);
    }
    const document = this.engine.read((tx) => {
      const row = this.byUuid(tx, uuid);
      return row ? tx.get(row.component, row.id) : null;
    });
    if (document === null) throw new RequestError(404, "FileNotFound", `File ${uuid} not found`);
    await serveFile(this.path(uuid), document, request, response);
  }

  private async save(
    component: string,
    chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    contentType: string | null,
    sha256: string | null,
  ): Promise<string> {
    const uuid = randomUUID();
    try {
      const written = await this.writeBytes(uuid, chunks);
      if (sha256 !== null && sha256 !== written.sha256) {
        throw badRequest("Sha256Mismatch", "The sha256 of the file does not match the one given.");
      }
      return await this.engine.write((tx) => {
        const id = tx.insert(component, TABLE, { ...written, contentType });
        tx.sql.prepare("INSERT INTO files (uuid, component, id) VALUES (?, ?, ?)").run(uuid, component, id);
        return id;
      });
    } catch (error) {
      await rm(this.path(uuid), { force: true });
      throw error;
    }
  }

  private async writeBytes(uuid: string, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) {
    const hash = createHash("sha256");
    let size = 0;
    const part = `${this.path(uuid)}.part`;
    const file = await open(part, "wx", 0o600);
    try {
      for await (const chunk of chunks) {
        size += chunk.length;
        if (size > FILE_BYTES_MAX)
          throw new RequestError(413, "FileTooLarge", `A file may have ${FILE_BYTES_MAX / GIB} GiB.`);
        hash.update(chunk);
        await file.writeFile(chunk);
      }
      await file.sync();
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    } finally {
      await file.close();
    }
    await rename(part, this.path(uuid));
    await syncFolder(this.folder);
    return { sha256: hash.digest("base64"), size };
  }

  /** A crash may leave bytes whose document was never written, or is gone already. */
  private removeOrphans(): void {
    const known = this.engine.store.sql.prepare("SELECT 1 FROM files WHERE uuid = ?");
    for (const name of readdirSync(this.folder)) {
      if (known.get(name) === undefined) unlinkSync(join(this.folder, name));
    }
  }

  private address(name: string): string {
    return `${this.engine.variables.CONVEX_CLOUD_URL}/api/storage/${name}`;
  }

  private path(uuid: string): string {
    return join(this.folder, uuid);
  }

  private byUuid(tx: Transaction, uuid: string): Row | undefined {
    return tx.sql.prepare<[string], Row>("SELECT * FROM files WHERE uuid = ?").get(uuid);
  }

  /** Reads the document, too, so that a query that shows an address is run again when the file goes. */
  private byId(tx: Transaction, component: string, id: string): Row | null {
    if (tx.get(component, id) === null) return null;
    return tx.sql.prepare<[string], Row>("SELECT * FROM files WHERE id = ?").get(id) ?? null;
  }
}

/** A renamed file is there after a power cut only if its folder was written out, too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}
