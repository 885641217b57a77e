import type { ReactNode } from "react";

/** The measure and the headline of a page for clients. */
export function PortalPage({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    // In the order of the Tab key, because without a link in it a long page could not be scrolled by keyboard.
    <main id="content" tabIndex={0} className="min-h-0 flex-1 overflow-y-auto -outline-offset-2">
      <div className="mx-auto flex w-full max-w-4xl flex-col gap-4 px-4 pb-16 pt-8 sm:px-8">
        <h1 className="mb-2 text-2xl font-semibold tracking-tight break-words">{title}</h1>
        {children}
      </div>
    </main>
  );
}

interface CardProps {
  title: string;
  /** Beside the title. */
  action?: ReactNode;
  children: ReactNode;
}

export function Card({ title, action, children }: CardProps) {
  return (
    <section aria-label={title} className="rounded-lg border border-line bg-surface p-5 shadow-xs">
      <div className="flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 className="text-base font-semibold">{title}</h2>
        {action}
      </div>
      <div className="mt-2">{children}</div>
    </section>
  );
}

/** Names and what they are, one below the other; what is not known is left out. */
export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  const known = facts.filter(([, value]) => value !== null && value !== undefined && value !== "");
  return (
    <dl className="grid gap-x-6 gap-y-1.5 text-sm sm:grid-cols-[9rem_minmax(0,1fr)]">
      {known.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-ink-faint">{name}</dt>
          <dd className="mb-1.5 min-w-0 break-words sm:mb-0">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
