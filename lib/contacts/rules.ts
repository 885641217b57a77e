import {
  type ContactInput,
  type ContactProperties,
  EVENT_REGISTRATIONS_MAX,
  type EventRegistration,
  type RegisteredEvent,
} from "./object";

/** A contact is called by its first and last name, and by its e-mail as long as it has neither. */
export function contactName(person: { firstName?: string; lastName?: string; email: string }): string {
  const name = [person.firstName, person.lastName].filter((part) => part !== undefined).join(" ");
  return name === "" ? person.email : name;
}

/**
 * What registering for an event says about a contact. Whoever is known keeps where they came from, the tags they have,
 * and their company: anybody can type anybody's e-mail into a form, and must not move them to another company by it.
 * Everything else that is given overwrites, as it does for any known contact.
 */
export function registeredContact(
  { attendeeInfo, organizationInfo, ...event }: EventRegistration,
  known: ContactProperties | null,
): ContactInput {
  return {
    ...attendeeInfo,
    ...(known === null ? { source: "event", sourceRef: event.eventId } : {}),
    tags: [...new Set([...(known?.tags ?? []), ...(attendeeInfo.tags ?? [])])],
    eventRegistrations: withEvent(known?.eventRegistrations ?? [], event),
    ...(known?.crmOrganizationId === undefined ? { organizationInfo } : {}),
  };
}

/** Registering again for the same event corrects what is known of it. */
function withEvent(known: readonly RegisteredEvent[], event: RegisteredEvent): RegisteredEvent[] {
  return known.some(({ eventId }) => eventId === event.eventId)
    ? known.map((earlier) => (earlier.eventId === event.eventId ? { ...earlier, ...event } : earlier))
    : [...known, event].slice(-EVENT_REGISTRATIONS_MAX);
}
