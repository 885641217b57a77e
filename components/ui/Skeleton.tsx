import { classNames } from "./classNames";

/** A quiet stand-in of the size of what is coming, so that nothing moves when it arrives. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span aria-hidden className={classNames("block h-3 animate-shimmer rounded-xs bg-sunken", className)} />
  );
}
