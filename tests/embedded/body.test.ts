import { PassThrough } from "node:stream";
import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { readBytes } from "../../embedded/server/body";

const MIB = 1024 * 1024;

/** A body that stays open until its stream is ended. */
function openBody(mebibytes: number): PassThrough {
  const stream = new PassThrough({ highWaterMark: mebibytes * MIB + 1 });
  stream.write(Buffer.alloc(mebibytes * MIB));
  return Object.assign(stream, { headers: {} });
}

const read = (stream: PassThrough) => readBytes(stream as unknown as IncomingMessage, 128 * MIB);

test("many large bodies at once are refused before they take the memory of the machine", async () => {
  const open = [openBody(100), openBody(100)];
  const reading = open.map(read);
  await expect(read(openBody(100))).rejects.toMatchObject({ status: 503 });
  for (const stream of open) stream.end();
  expect((await Promise.all(reading)).map(({ length }) => length)).toEqual([100 * MIB, 100 * MIB]);
  const later = openBody(100);
  later.end();
  await expect(read(later)).resolves.toHaveLength(100 * MIB);
});
