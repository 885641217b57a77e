import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import * as z from "zod";
import { readJson } from "../../scripts/lib/readJson";

const schema = z.object({ port: z.number() });
let file: string;
beforeEach(async () => {
  file = path.join(await mkdtemp(path.join(tmpdir(), "json-")), "file.json");
});
afterEach(async () => await rm(path.dirname(file), { recursive: true }));

test("a file that is not there is no content", async () => {
  expect(await readJson(file, schema)).toBeNull();
});

test("a file is read as its schema says", async () => {
  await writeFile(file, '{"port":1}');
  expect(await readJson(file, schema)).toEqual({ port: 1 });
});

test.each(["{", '{"port":"x"}', ""])("a damaged file (%j) is named in one line", async (text) => {
  await writeFile(file, text);
  await expect(readJson(file, schema)).rejects.toThrow(`${file} is damaged`);
});
