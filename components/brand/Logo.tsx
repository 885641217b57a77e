import { classNames } from "../ui/classNames";

/** The mark: the gable of a hall with its open door. */
function LogoMark({ small }: { small: boolean }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden className={classNames("shrink-0", small ? "size-4.5" : "size-6")}>
      <rect width="24" height="24" rx="6" className="fill-accent" />
      <path
        d="M12 4.1 19.4 9v10.2h-4.1v-4.4a3.3 3.3 0 0 0-6.6 0v4.4H4.6V9Z"
        className="fill-on-accent"
        strokeLinejoin="round"
      />
    </svg>
  );
}

export function Logo({ small = false }: { small?: boolean }) {
  return (
    <span className="inline-flex items-center gap-2">
      <LogoMark small={small} />
      <span className={classNames("font-semibold tracking-tight text-ink", small ? "text-sm" : "text-lg")}>
        Guildhall
      </span>
    </span>
  );
}
