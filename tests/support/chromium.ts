import { chromium, type Browser } from "playwright-core";
import { findChromium, installChromium } from "../../scripts/lib/chromium";

/** The Chromium of this machine, without a window. Close it in `afterAll`. */
export async function launchChromium(): Promise<Browser> {
  return await chromium.launch({
    executablePath: findChromium() ?? installChromium(),
    // Containers run as root and have a small /dev/shm, and Chromium's sandbox and shared memory need more than that.
    args:
      process.getuid?.() === 0 ? ["--no-sandbox", "--disable-dev-shm-usage"] : ["--disable-dev-shm-usage"],
  });
}
