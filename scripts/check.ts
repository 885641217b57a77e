import { runChecks } from "./lib/checks";
import { run } from "./lib/command";

run(
  {
    usage: "npm run check",
    summary: "Checks format, lint, types, docs and generated files.",
    options: {},
  },
  async () => {
    const { passed, failed } = await runChecks();
    console.log(`${passed} passed, ${failed} failed`);
    process.exitCode = failed === 0 ? 0 : 1;
  },
);
