import * as routes from "../../../lib/api/contacts";
import type { Endpoint } from "./endpoint";

export const contactEndpoints: Endpoint[] = [
  { kind: "write", route: routes.createContact },
  { kind: "read", route: routes.getContacts },
  { kind: "read", route: routes.getContact },
  { kind: "write", route: routes.updateContact },
  { kind: "write", route: routes.archiveContact },
  { kind: "write", route: routes.restoreContact },
];
