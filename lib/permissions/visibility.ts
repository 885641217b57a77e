/** A frontend user as somebody who looks at objects. */
export interface Viewer {
  organizationId: string;
  /** The contact that they are, unless it is archived or they have none. */
  contactId: string | null;
  /** The company of that contact, only if staff opened it to the contact. */
  openCompanyId: string | null;
}

/** An object as somebody who is looked at. `pointsTo` are the targets of its links that are declared for clients. */
export interface Viewed {
  id: string;
  organizationId: string;
  archived: boolean;
  pointsTo: readonly string[];
}

/**
 * A client sees their own contact and what points to it. Their company, and what points to it, they see only if staff
 * opened it to them: a name typed into a form is enough to belong to a company, and must not open it.
 */
export function isVisible(viewer: Viewer, object: Viewed): boolean {
  if (object.organizationId !== viewer.organizationId || object.archived) {
    return false;
  }
  const doors = [viewer.contactId, viewer.openCompanyId].filter((id) => id !== null);
  return doors.some((door) => door === object.id || object.pointsTo.includes(door));
}
