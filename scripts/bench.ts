import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { measurePages } from "./bench/pages";
import { measureWrites } from "./bench/writes";
import { startSubject } from "./bench/subject";
import { run } from "./lib/command";
import { step } from "./lib/progress";

run(
  {
    usage: "npm run bench",
    summary:
      "Measures pages of contacts at 1,000 and 20,000, and writes beside a bare server, on a throwaway deployment.",
    options: {},
  },
  async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "guildhall-bench-"));
    try {
      const subject = await step("Preparing a deployment", () => startSubject(path.join(folder, "data")));
      await measureWrites(await subject.tenant("Writes"), folder);
      await measurePages(await subject.tenant("Pages"), [1_000, 20_000]);
      await subject.close();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
);
