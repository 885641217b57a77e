import { describe, expect, test } from "vitest";
import { readOptions, type Command } from "../../scripts/lib/command";

const command: Command = {
  usage: "npm start -- [options]",
  summary: "Starts.",
  options: {
    port: { value: "N", default: "3000", help: "Port." },
    data: { value: "DIR", help: "Folder." },
    "no-demo": { help: "Without demo." },
  },
};
const limits = { min: 1, max: 65_535 };

describe("readOptions", () => {
  test("takes values after a space and after an equals sign, and defaults", () => {
    const given = readOptions(command, ["--data=a=b", "--no-demo"]);
    expect(given.value("data")).toBe("a=b");
    expect(given.integer("port", limits)).toBe(3000);
    expect(given.has("no-demo")).toBe(true);
    expect(given.has("port")).toBe(false);
    expect(readOptions(command, ["--data", "-"]).optional("data")).toBe("-");
  });

  test.each([
    [["--prot", "3000"], "Unknown option --prot. Did you mean --port?"],
    [["--nodemo"], "Unknown option --nodemo. Did you mean --no-demo?"],
    [["--zzzzzzz"], "Unknown option --zzzzzzz. --help lists the options."],
    [["-port", "1"], "Unknown option -port. Did you mean --port?"],
    [["--constructor"], "Unknown option --constructor. --help lists the options."],
    [["--port"], "Option --port needs a value."],
    [["--port", "--no-demo"], "Option --port needs a value."],
    [["--no-demo=yes"], "Option --no-demo takes no value."],
    [["--port", "1", "--port", "2"], "Option --port is given twice."],
    [["stop"], 'Unexpected argument "stop". Usage: npm start -- [options]'],
  ])("%j is refused", (argv, message) => {
    expect(() => readOptions(command, argv)).toThrow(message);
  });

  test.each(["0", "65536", "3.5", "-1", "1e3", " 3", "x"])("port %j is no port", (text) => {
    const given = readOptions(command, [`--port=${text}`]);
    expect(() => given.integer("port", limits)).toThrow(
      `Option --port must be a whole number from 1 to 65535, not "${text}".`,
    );
  });

  test("a missing value is asked for", () => {
    expect(() => readOptions(command, []).value("data")).toThrow("Option --data is missing.");
  });
});
