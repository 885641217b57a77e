"use client";

import type { Contact } from "@/lib/contacts/object";
import { typeDialog } from "../object/form/typeDialog";

/** Creates or edits a contact. */
export const ContactDialog = typeDialog<Contact>(
  async () => (await import("./OpenContactDialog")).OpenContactDialog,
);
