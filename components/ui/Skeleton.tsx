import { classNames } from "./classNames";

interface SkeletonProps {
  /** Its height and width. */
  className: string;
  round?: boolean;
}

/** A quiet stand-in of the size of what is coming, so that nothing moves when it arrives. */
export function Skeleton({ className, round = false }: SkeletonProps) {
  return (
    <span
      aria-hidden
      className={classNames(
        "block animate-shimmer bg-sunken",
        round ? "rounded-full" : "rounded-sm",
        className,
      )}
    />
  );
}
