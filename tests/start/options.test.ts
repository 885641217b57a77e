import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { script } from "../support/guildhall";

const portOptions = ["port", "backend-port", "site-port", "idp-port"];

test("--help names every option", async () => {
  const { code, stdout } = await script("start.ts", ["--help"]);
  expect(code).toBe(0);
  for (const option of [
    "--port",
    "--backend-port",
    "--site-port",
    "--idp-port",
    "--data",
    "--no-portal",
    "--no-demo",
    "--help",
  ]) {
    expect(stdout).toContain(option);
  }
});

test.each([
  [["--prot", "3000"], "Unknown option --prot. Did you mean --port?"],
  [["--port", "3210"], "--port, --backend-port, --site-port and --idp-port must be different ports."],
])("npm start -- %j is refused in one line", async (args, message) => {
  const { code, stdout, stderr } = await script("start.ts", args);
  expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: "", stderr: `${message}\n` });
});

test.each(portOptions)("a taken --%s is named in one line", async (option) => {
  const { server, port } = await listen();
  const others = portOptions.filter((name) => name !== option);
  const free = await Promise.all(others.map(() => listen()));
  await Promise.all(free.map(({ server: other }) => close(other)));
  const flags = others.flatMap((name, index) => [`--${name}`, String(free[index]?.port)]);
  try {
    const { code, stderr } = await script("start.ts", [`--${option}`, String(port), ...flags]);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `Port ${port} is taken. Choose another one with --${option}.\n`,
    });
  } finally {
    await close(server);
  }
});

test.each([
  ["file", "it is a file"],
  ["file/below", "a part of its path is a file"],
])("a data folder that is none (%s) is refused in one line", async (name, reason) => {
  const parent = await mkdtemp(path.join(tmpdir(), "guildhall-options-"));
  const data = path.join(parent, name);
  const free = await Promise.all(portOptions.map(() => listen()));
  await Promise.all(free.map(({ server }) => close(server)));
  const flags = portOptions.flatMap((name, index) => [`--${name}`, String(free[index]?.port)]);
  try {
    await writeFile(path.join(parent, "file"), "");
    const { code, stderr } = await script("start.ts", ["--data", data, ...flags]);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `The data folder ${data} cannot be used: ${reason}. Choose another one with --data.\n`,
    });
  } finally {
    await rm(parent, { recursive: true });
  }
});

async function listen(): Promise<{ server: Server; port: number }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

async function close(server: Server): Promise<void> {
  await new Promise((resolve) => server.close(resolve));
}
