"use client";

import { Check, Copy } from "lucide-react";
import type { ReactNode } from "react";
import { DateText } from "../object/DateText";
import type { ObjectWords } from "../object/objectWords";
import { Badge } from "../ui/Badge";
import { useCopied } from "../ui/useCopied";
import type { Contact } from "@/lib/contacts/object";

const linkClass = "truncate rounded-sm text-accent-ink underline-offset-2 hover:underline";

export function ContactDetails({ contact, words }: { contact: Contact; words: ObjectWords }) {
  const { email, phone, company, jobTitle, source, sourceRef, tags, notes, customFields } = contact;
  return (
    <>
      <Section>
        <Entry title={words.titles.email}>
          <Copyable text={email}>
            <a href={`mailto:${email.replaceAll(/[?&#%]/gu, encodeURIComponent)}`} className={linkClass}>
              {email}
            </a>
          </Copyable>
        </Entry>
        <Entry title={words.titles.phone}>
          {isFilled(phone) ? (
            <Copyable text={phone}>
              <a href={`tel:${phone.replaceAll(/[^+\d]/gu, "")}`} className={linkClass}>
                {phone}
              </a>
            </Copyable>
          ) : null}
        </Entry>
        <Entry title={words.titles.company}>{company}</Entry>
        <Entry title={words.titles.jobTitle}>{jobTitle}</Entry>
        <Entry title={words.titles.source}>{[source, sourceRef].filter(isFilled).join(" · ")}</Entry>
        <Entry title={words.titles.tags}>
          {tags.length === 0 ? null : (
            <span className="flex min-w-0 flex-wrap gap-1">
              {tags.map((tag) => (
                <Badge key={tag}>{tag}</Badge>
              ))}
            </span>
          )}
        </Entry>
        {Object.entries(customFields).map(([name, value]) => (
          <Entry key={name} title={name}>
            {typeof value === "string" ? value : JSON.stringify(value)}
          </Entry>
        ))}
      </Section>
      {isFilled(notes) ? (
        <section className="border-b px-5 py-5">
          <h3 className="mb-1.5 text-sm font-medium text-ink-faint">{words.titles.notes}</h3>
          <p dir="auto" className="whitespace-pre-wrap break-words text-base leading-relaxed">
            {notes}
          </p>
        </section>
      ) : null}
      <Section>
        <Entry title="Added">
          <DateText atMs={contact.createdAt} withTime />
        </Entry>
        <Entry title="Changed">
          <DateText atMs={contact.updatedAt} withTime />
        </Entry>
        <Entry title="Id">
          <Copyable text={contact.id}>
            <span className="truncate font-mono text-xs text-ink-soft">{contact.id}</span>
          </Copyable>
        </Entry>
      </Section>
    </>
  );
}

function Section({ children }: { children: ReactNode }) {
  return <dl className="flex flex-col gap-0.5 border-b px-5 py-4 last:border-b-0">{children}</dl>;
}

function Entry({ title, children }: { title: string | undefined; children: ReactNode }) {
  const isEmpty = children === null || children === undefined || children === "";
  return (
    <div className="flex min-h-8 items-start gap-3 py-1.5 text-sm">
      <dt className="w-24 shrink-0 break-words text-ink-faint">{title}</dt>
      <dd className="flex min-w-0 flex-1 break-words text-ink">
        {isEmpty ? <span className="text-ink-faint">–</span> : children}
      </dd>
    </div>
  );
}

/** Shows its button on hover and focus, and always where there is no pointer to hover with. */
function Copyable({ text, children }: { text: string; children: ReactNode }) {
  const { isCopied, copy } = useCopied(text);
  const Icon = isCopied ? Check : Copy;
  return (
    <span className="group/copy flex min-w-0 items-center gap-1.5">
      {children}
      <button
        type="button"
        aria-label={isCopied ? "Copied" : `Copy ${text}`}
        onClick={copy}
        className="shrink-0 rounded-sm p-0.5 text-ink-faint hover:bg-sunken hover:text-ink focus-visible:opacity-100 group-hover/copy:opacity-100 [@media(hover:hover)]:opacity-0 [@media(hover:hover)]:group-hover/copy:opacity-100 [@media(hover:hover)]:focus-visible:opacity-100"
      >
        <Icon aria-hidden className="size-3.5" />
      </button>
    </span>
  );
}

function isFilled(value: string | null): value is string {
  return value !== null && value !== "";
}
