import { frontendUser } from "../../lib/frontendUsers/object";
import { propertiesOf, type StoredObject } from "./objectStore";

/** What people call an object. The name of a frontend user is their e-mail, which tells nobody who they are. */
export function titleOf(object: StoredObject): string {
  return object.type === frontendUser.type ? propertiesOf(frontendUser, object).displayName : object.name;
}
