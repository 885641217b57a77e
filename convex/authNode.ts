"use node";

import { randomBytes, scrypt, type ScryptOptions, timingSafeEqual } from "node:crypto";
import { v } from "convex/values";
import { internalAction } from "./_generated/server";
import { appError } from "../lib/errors";

/** 32 MiB and about 100 ms per password: OWASP's choice for scrypt with p = 3. Stored hashes keep their own values. */
const CURRENT: ScryptParameters = { cost: 2 ** 15, blockSize: 8, parallelization: 3 };
const KEY_BYTES = 32;
const SALT_BYTES = 16;
const MEMORY_BYTES_MAX = 256 * 1024 * 1024;
/**
 * Each scrypt keeps one of Node's four worker threads busy, and hashing API keys needs one as well: without a bound,
 * strangers who try to sign in would hold up every other request.
 */
const RUNNING_MAX = 2;
/** About eight seconds of work. Who comes later is told to try again instead of waiting for longer than a page would. */
const WAITING_MAX = 40;
const RETRY_AFTER_SECONDS = 10;

/** Compared where there is no hash, so that a sign-in with an unknown e-mail takes as long as any other. It never passes. */
const DECOY = "scrypt$32768$8$3$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

/** `scrypt$N$r$p$salt$key`: the parameters are stored with the hash, so that they can be raised later. */
export const hashPassword = internalAction({
  args: { password: v.string() },
  handler: async (_ctx, { password }): Promise<string> => {
    const salt = randomBytes(SALT_BYTES);
    const key = await derive(password, salt, CURRENT);
    const { cost, blockSize, parallelization } = CURRENT;
    return ["scrypt", cost, blockSize, parallelization, salt.toString("base64"), key.toString("base64")].join(
      "$",
    );
  },
});

/** Without a stored hash (an unknown e-mail) the same work is done for nothing. */
export const verifyPassword = internalAction({
  args: { password: v.string(), hash: v.union(v.string(), v.null()) },
  handler: async (_ctx, { password, hash }): Promise<boolean> => {
    const { parameters, salt, key } = parse(hash ?? DECOY);
    const candidate = await derive(password, salt, parameters);
    return timingSafeEqual(candidate, key) && hash !== null;
  },
});

type ScryptParameters = Required<Pick<ScryptOptions, "cost" | "blockSize" | "parallelization">>;

function parse(hash: string): { parameters: ScryptParameters; salt: Buffer; key: Buffer } {
  const [scheme, cost, blockSize, parallelization, salt, key] = hash.split("$");
  if (scheme !== "scrypt" || salt === undefined || key === undefined) {
    throw new Error("A stored password hash is damaged");
  }
  return {
    parameters: {
      cost: Number(cost),
      blockSize: Number(blockSize),
      parallelization: Number(parallelization),
    },
    salt: Buffer.from(salt, "base64"),
    key: Buffer.from(key, "base64"),
  };
}

let running = 0;
const waiting: (() => void)[] = [];

async function derive(password: string, salt: Buffer, parameters: ScryptParameters): Promise<Buffer> {
  await takeTurn();
  try {
    return await runScrypt(password, salt, parameters);
  } finally {
    endTurn();
  }
}

async function takeTurn(): Promise<void> {
  if (running < RUNNING_MAX) {
    running += 1;
    return;
  }
  if (waiting.length >= WAITING_MAX) {
    throw appError("RATE_LIMITED", {
      error: "Too many people sign in at the moment. Wait a moment and try again.",
      retryAfter: RETRY_AFTER_SECONDS,
    });
  }
  await new Promise<void>((resolve) => waiting.push(resolve));
}

/** The turn passes on to whoever waits longest, so that `running` is never too high in between. */
function endTurn(): void {
  const next = waiting.shift();
  if (next === undefined) {
    running -= 1;
  } else {
    next();
  }
}

async function runScrypt(password: string, salt: Buffer, parameters: ScryptParameters): Promise<Buffer> {
  return await new Promise((resolve, reject) => {
    scrypt(
      password.normalize("NFKC"),
      salt,
      KEY_BYTES,
      { ...parameters, maxmem: MEMORY_BYTES_MAX },
      (error, key) => {
        if (error === null) {
          resolve(key);
        } else {
          reject(error);
        }
      },
    );
  });
}
