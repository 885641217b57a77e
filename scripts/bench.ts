import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { measureInBrowser } from "./bench/browser";
import { measurePages } from "./bench/pages";
import { demandSmallPages, tableOfSizes } from "./bench/pageSizes";
import { measureRoutes } from "./bench/routes";
import { measureWrites } from "./bench/writes";
import { startSubject, type Subject } from "./bench/subject";
import { run, UsageError } from "./lib/command";
import { step } from "./lib/progress";
import { inProject } from "./lib/project";

const SIZES = [1_000, 20_000];

run(
  {
    usage: "npm run bench",
    summary:
      "Measures pages of contacts at 1,000 and 20,000, and writes beside a bare server, on a throwaway deployment.",
    options: {
      routes: { help: "Measure what each route reads and writes instead, for docs/performance.md." },
      pages: { help: "Measure what a browser loads of each page instead, for docs/performance.md." },
    },
  },
  async (given) => {
    if (given.has("pages")) {
      await writePages();
      return;
    }
    const folder = await mkdtemp(path.join(tmpdir(), "guildhall-bench-"));
    try {
      const subject = await step("Preparing a deployment", () => startSubject(path.join(folder, "data")));
      await (given.has("routes") ? writeRoutes(subject) : measureTimes(subject, folder));
      await subject.close();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
);

async function measureTimes(subject: Subject, folder: string): Promise<void> {
  await measureWrites(await subject.tenant("Writes"), folder);
  await measurePages(await subject.tenant("Pages"), SIZES);
}

async function writeRoutes(subject: Subject): Promise<void> {
  await writeTable("routes", await measureRoutes(await subject.tenant("Routes"), SIZES));
}

async function writePages(): Promise<void> {
  const { sizes, scrolling } = await measureInBrowser();
  await writeTable("pages", tableOfSizes(sizes));
  console.log(`\nServed as: ${[...new Set(sizes.flatMap(({ encodings }) => [...encodings]))].join(", ")}`);
  console.table([scrolling]);
  demandSmallPages(sizes);
}

/** Puts the measured table where the document has the last one, so that nobody copies numbers by hand. */
async function writeTable(name: string, table: string): Promise<void> {
  const file = inProject("docs/performance.md");
  const text = await readFile(file, "utf8");
  const place = new RegExp(`(<!-- ${name} -->\\n)[^]*?(\\n<!-- /${name} -->)`);
  if (!place.test(text)) {
    throw new UsageError(`docs/performance.md has no place for the table of ${name}.`);
  }
  await writeFile(
    file,
    text.replace(place, (_whole, start: string, end: string) => `${start}\n${table}\n${end}`),
  );
  console.log(table);
}
