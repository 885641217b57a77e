import type { TextsLike } from "../catalogue";
import type { en } from "../en";
import common from "./common.json";
import shell from "./shell.json";
import session from "./session.json";
import objects from "./objects.json";
import contacts from "./contacts.json";
import crmOrganizations from "./crmOrganizations.json";
import clients from "./clients.json";
import audit from "./audit.json";
import dashboard from "./dashboard.json";
import palette from "./palette.json";
import settings from "./settings.json";
import members from "./members.json";
import keys from "./keys.json";
import invitations from "./invitations.json";
import portal from "./portal.json";
import portalSignIn from "./portalSignIn.json";
import frontDoor from "./frontDoor.json";
import problems from "./problems.json";

export const de = {
  common,
  shell,
  session,
  objects,
  contacts,
  crmOrganizations,
  clients,
  audit,
  dashboard,
  palette,
  settings,
  members,
  keys,
  invitations,
  portal,
  portalSignIn,
  frontDoor,
  problems,
} satisfies TextsLike<typeof en>;
