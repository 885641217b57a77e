"use client";

import type { Contact } from "@/lib/contacts/object";
import { DateText } from "../object/DateText";
import { Part } from "../object/detail/parts";

interface EventRegistrationsProps {
  title: string;
  events: Contact["eventRegistrations"];
}

/** The latest first. */
export function EventRegistrations({ title, events }: EventRegistrationsProps) {
  if (events.length === 0) return null;
  return (
    <Part title={title}>
      <ul className="flex flex-col gap-1.5 text-sm">
        {events.toReversed().map(({ eventId, eventName, eventDate }) => (
          <li key={eventId} className="flex min-w-0 items-baseline justify-between gap-3">
            <span dir="auto" className="min-w-0 truncate" title={eventId}>
              {eventName ?? eventId}
            </span>
            {eventDate === undefined ? null : <DateText atMs={eventDate} />}
          </li>
        ))}
      </ul>
    </Part>
  );
}
