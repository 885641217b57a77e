import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "msedge"];

/** Places where the programs of macOS and Windows are that are not on the PATH. */
const applications = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** Paths inside a folder of Playwright's browser cache. */
const insideCache = [
  "chrome-linux/chrome",
  "chrome-linux64/chrome",
  "chrome-mac/Chromium.app/Contents/MacOS/Chromium",
  "chrome-win/chrome.exe",
];

/** The Chromium that the tests drive: CHROMIUM_PATH, the PATH, usual places, Playwright's cache; null when there is none. */
export function findChromium(): string | null {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    return existsSync(named) ? named : null;
  }
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const onPath = folders.flatMap((folder) => names.map((name) => path.join(folder, name)));
  return [...onPath, ...applications, ...cached()].find((file) => existsSync(file)) ?? null;
}

/** Installs Debian's Chromium where that is possible without asking anybody; says so when it is not. */
export function installChromium(): string {
  if (!mayInstall()) {
    throw new Error(
      "No Chromium found. Install Chromium or Chrome, or set CHROMIUM_PATH to its program, and run the tests again.",
    );
  }
  console.log("No Chromium found: installing Debian's package with apt-get.");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  execFileSync("apt-get", ["update", "-q"], { stdio: "inherit", env });
  execFileSync("apt-get", ["install", "-qy", "--no-install-recommends", "chromium"], {
    stdio: "inherit",
    env,
  });
  const found = findChromium();
  if (found === null) {
    throw new Error("apt-get installed Chromium, but its program is not on the PATH.");
  }
  return found;
}

function mayInstall(): boolean {
  return process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
}

function cached(): string[] {
  const caches = [
    process.env.PLAYWRIGHT_BROWSERS_PATH ?? path.join(homedir(), ".cache/ms-playwright"),
    path.join(homedir(), "Library/Caches/ms-playwright"),
  ].filter((folder) => existsSync(folder));
  return caches.flatMap((cache) =>
    readdirSync(cache)
      .filter((name) => name.startsWith("chromium-"))
      .sort()
      .reverse()
      .flatMap((name) => insideCache.map((program) => path.join(cache, name, program))),
  );
}
