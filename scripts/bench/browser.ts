import { launchChromium } from "../../tests/support/chromium";
import { startGuildhall } from "../../tests/support/guildhall";
import { UsageError } from "../lib/command";
import { callFunction } from "../lib/functions";
import type { Connection } from "../lib/connection";
import * as z from "zod";
import { step } from "../lib/progress";
import { measurePageSizes, type PageSize } from "./pageSizes";
import { measureScrolling, type Scrolling } from "./scroll";
import { signInPeople } from "./visits";

/** More contacts than the longest list shows, so that it is full. */
const CONTACTS = 220;
const BATCH = 100;

/** What a browser loads and draws of the built product, on a throwaway start with the demo organization. */
export async function measureInBrowser(): Promise<{ sizes: PageSize[]; scrolling: Scrolling }> {
  const guildhall = await step("Starting the product", () => startGuildhall());
  try {
    const connection = await guildhall.connection();
    await step("Adding contacts", () => addContacts(connection));
    const browser = await launchChromium();
    try {
      const people = await signInPeople(browser, connection);
      return {
        sizes: await step("Loading pages", () => measurePageSizes(browser, connection, people)),
        scrolling: await step("Scrolling", () => measureScrolling(browser, connection, people)),
      };
    } finally {
      await browser.close();
    }
  } finally {
    await guildhall.close();
  }
}

async function addContacts({ demo, ...deployment }: Connection): Promise<void> {
  if (demo === null) {
    throw new UsageError("The product started without its demo organization.");
  }
  const { organizationId } = demo;
  for (let added = 0; added < CONTACTS; added += BATCH) {
    const count = Math.min(BATCH, CONTACTS - added);
    await callFunction(
      { kind: "key", ...deployment },
      "demo:seedContacts",
      { organizationId, count },
      z.unknown(),
    );
  }
}
