import type { ReactNode } from "react";

interface EmptyStateProps {
  icon: ReactNode;
  title: string;
  children: ReactNode;
  action?: ReactNode;
  /** On a page that has no other heading. */
  isPageTitle?: boolean;
}

export function EmptyState({ icon, title, children, action, isPageTitle = false }: EmptyStateProps) {
  const Heading = isPageTitle ? "h1" : "h2";
  return (
    <div className="flex flex-col items-center justify-center px-6 py-20 text-center">
      <div className="mb-4 grid size-11 place-items-center rounded-lg border border-line bg-surface text-ink-faint shadow-xs [&_svg]:size-5">
        {icon}
      </div>
      <Heading className="text-lg font-semibold text-ink">{title}</Heading>
      <p className="mt-1 max-w-sm text-base text-ink-soft">{children}</p>
      {action === undefined ? null : <div className="mt-5 flex gap-2">{action}</div>}
    </div>
  );
}
