import { createHash } from "node:crypto";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ConvexHttpClient } from "convex/browser";
import type { GenericId } from "convex/values";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { signUpload, verifyUpload } from "../../embedded/server/uploadToken";
import { type Deployment, startDeployment } from "../support/deployment";
import { api } from "./fixtures/app/convex/_generated/api";

type StorageId = GenericId<"_storage">;

let deployment: Deployment;
let client: ConvexHttpClient;
beforeAll(async () => {
  deployment = await startDeployment();
  client = new ConvexHttpClient(deployment.url);
}, 120_000);
afterAll(async () => await deployment.close());

const text = "0123456789";
const sha256 = (bytes: string) => createHash("sha256").update(bytes).digest("base64");

async function upload(
  body: string,
  headers: Record<string, string> = { "content-type": "text/plain" },
): Promise<Response> {
  return await fetch(await client.mutation(api.files.generateUploadUrl, {}), {
    method: "POST",
    body,
    headers,
  });
}

async function stored(body = text): Promise<{ storageId: StorageId; url: string }> {
  const { storageId } = (await (await upload(body)).json()) as { storageId: StorageId };
  const { url } = await client.query(api.files.describe, { storageId });
  return { storageId, url: url ?? "" };
}

describe("uploads", () => {
  test("are described as Convex describes them", async () => {
    const { storageId, url } = await stored();
    const { metadata } = await client.query(api.files.describe, { storageId });
    expect(metadata).toEqual({
      _id: storageId,
      _creationTime: expect.any(Number) as number,
      sha256: sha256(text),
      size: text.length,
      contentType: "text/plain",
    });
    expect(url).toMatch(/\/api\/storage\/[0-9a-f-]{36}$/);
  });

  test("may be sent by a browser of another origin", async () => {
    const url = await client.mutation(api.files.generateUploadUrl, {});
    const headers = { origin: "http://app.test", "access-control-request-method": "POST" };
    const response = await fetch(url, { method: "OPTIONS", headers });
    expect(response.status).toBe(200);
    expect(response.headers.get("access-control-allow-origin")).toBe("http://app.test");
  });

  test("are refused with a digest that does not match, and leave no bytes", async () => {
    const before = await readdir(join(deployment.dataFolder, "files"));
    const response = await upload(text, { digest: `sha-256=${sha256("other")}` });
    expect(response.status).toBe(400);
    expect((await upload(text, { digest: `sha-256=${sha256(text)}` })).status).toBe(200);
    expect(await readdir(join(deployment.dataFolder, "files"))).toHaveLength(before.length + 1);
  });

  test("are refused without a genuine token", async () => {
    const url = new URL(await client.mutation(api.files.generateUploadUrl, {}));
    const token = url.searchParams.get("token") ?? "";
    const [claims = "", signature = ""] = token.split(".");
    const foreign = Buffer.from('{"component":"other","expiresMs":9999999999999}').toString("base64url");
    for (const forged of [
      "",
      "x",
      claims,
      `${foreign}.${signature}`,
      `${claims}.${signature.slice(0, -2)}AA`,
    ]) {
      url.searchParams.set("token", forged);
      const response = await fetch(url, { method: "POST", body: text });
      expect([response.status, await response.json()]).toEqual([
        401,
        { code: "StorageTokenInvalid", message: "Couldn't decode the StoreFileAuthorization token" },
      ]);
    }
  });

  test("have an hour", () => {
    const key = Buffer.from("key");
    const token = signUpload(key, "component", 1_000);
    expect(verifyUpload(key, token, 1_000 + 3_599_999)).toBe("component");
    expect(() => verifyUpload(key, token, 1_000 + 3_600_000)).toThrow("Store File Authorization expired");
    expect(() => verifyUpload(Buffer.from("other"), token, 1_000)).toThrow("Couldn't decode");
  });
});

describe("downloads", () => {
  const get = async (url: string, headers: Record<string, string> = {}) => {
    const response = await fetch(url, { headers });
    return { status: response.status, headers: response.headers, body: await response.text() };
  };

  test("carry type, length, ETag and digest; an ETag that matches saves the body", async () => {
    const { url } = await stored();
    const { status, headers, body } = await get(url);
    expect([status, body]).toEqual([200, text]);
    expect(headers.get("content-type")).toBe("text/plain");
    expect(headers.get("content-length")).toBe("10");
    expect(headers.get("digest")).toBe(`sha-256=${sha256(text)}`);
    expect((await get(url, { "if-none-match": headers.get("etag") ?? "" })).status).toBe(304);
  });

  test.each([
    ["bytes=2-4", 206, "234", "bytes 2-4/10"],
    ["bytes=7-", 206, "789", "bytes 7-9/10"],
    ["bytes=-3", 206, "789", "bytes 7-9/10"],
    ["bytes=0-99", 206, text, "bytes 0-9/10"],
    ["bytes=10-", 416, "", "bytes */10"],
    ["bytes=4-2", 416, "", "bytes */10"],
    ["bytes=0-1,3-4", 416, "", "bytes */10"],
    ["lines=1-2", 200, text, null],
  ])("Range %s", async (range, status, body, contentRange) => {
    const { url } = await stored();
    const response = await get(url, { range });
    expect([response.status, response.body, response.headers.get("content-range")]).toEqual([
      status,
      body,
      contentRange,
    ]);
  });

  test("of nothing are refused as Convex does", async () => {
    const missing = await get(`${deployment.url}/api/storage/00000000-0000-4000-8000-000000000000`);
    expect([missing.status, JSON.parse(missing.body)]).toMatchObject([404, { code: "FileNotFound" }]);
    for (const name of ["..%2Fdata.sqlite", "upload.key", "x"]) {
      const bad = await get(`${deployment.url}/api/storage/${name}`);
      expect([bad.status, JSON.parse(bad.body)]).toMatchObject([400, { code: "InvalidStoragePath" }]);
    }
  });

  test("of an empty file work", async () => {
    const { url } = await stored("");
    expect(await get(url)).toMatchObject({ status: 200, body: "" });
  });
});

describe("files", () => {
  test("are stored and read by actions", async () => {
    const storageId = await client.action(api.files.storeText, { text: "from an action", name: "a" });
    expect(await client.action(api.files.readText, { storageId })).toBe("from an action");
  });

  test("free their bytes when they are deleted", async () => {
    const { storageId, url } = await stored("to be deleted");
    const name = url.split("/").at(-1) ?? "";
    await client.mutation(api.files.remove, { storageId });
    expect((await fetch(url)).status).toBe(404);
    expect(await client.query(api.files.describe, { storageId })).toEqual({ url: null, metadata: null });
    await vi.waitFor(async () =>
      expect(await readdir(join(deployment.dataFolder, "files"))).not.toContain(name),
    );
  });

  test("survive kill -9, and what an upload left half done goes", async () => {
    const { storageId, url } = await stored("durable");
    const token = await client.mutation(api.files.generateUploadUrl, {});
    await deployment.kill();
    const orphan = "00000000-0000-4000-8000-000000000001";
    await writeFile(join(deployment.dataFolder, "files", orphan), "left over");
    await writeFile(join(deployment.dataFolder, "files", `${orphan}.part`), "left over");
    await deployment.start();
    expect(await (await fetch(url)).text()).toBe("durable");
    expect((await client.query(api.files.describe, { storageId })).url).toBe(url);
    expect((await readdir(join(deployment.dataFolder, "files"))).join()).not.toContain(orphan);
    expect((await fetch(token, { method: "POST", body: "with a token from before" })).status).toBe(200);
  });
});
