/** What every floating list shares. */
export const menuClass =
  "z-50 max-h-80 overflow-y-auto rounded-lg border border-line bg-raised p-1 text-sm text-ink shadow-pop " +
  "animate-fade outline-none";

export const menuItemClass =
  "flex h-8 cursor-default select-none items-center gap-2 rounded-sm px-2 text-sm outline-none " +
  "data-highlighted:bg-sunken data-disabled:opacity-50 max-sm:h-10 [&_svg]:size-4 [&_svg]:text-ink-faint";
