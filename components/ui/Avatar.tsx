import { classNames } from "./classNames";

interface AvatarProps {
  name: string;
  size?: "sm" | "lg";
}

/** Initials; decoration only, because the name always stands beside them. Colors are left to what they mean. */
export function Avatar({ name, size = "sm" }: AvatarProps) {
  return (
    <span
      aria-hidden
      className={classNames(
        "grid shrink-0 select-none place-items-center rounded-full bg-sunken font-semibold uppercase text-ink-soft",
        size === "sm" ? "size-7 text-2xs" : "size-12 text-base",
      )}
    >
      {initials(name)}
    </span>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/u);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => [...(word ?? "")][0] ?? "").join("");
}
