import type { ComponentType } from "react";
import { CompanyCard } from "./CompanyCard";
import { ContactCard } from "./ContactCard";
import { NeedsCard } from "./NeedsCard";
import type { LinkedContact } from "./portalContext";

/**
 * What the home of a linked client is made of, from top to bottom. A domain whose objects clients see adds one card here,
 * below what needs them: it asks for its own data, looks like `CardSkeleton` until that is there, and is nothing when the
 * client has nothing of the kind. What waits for the client, such as an invoice to pay, stands in `NeedsCard`.
 */
export const homeCards: readonly { name: string; Card: ComponentType<{ contact: LinkedContact }> }[] = [
  { name: "needs", Card: NeedsCard },
  { name: "contact", Card: ContactCard },
  { name: "company", Card: CompanyCard },
];
