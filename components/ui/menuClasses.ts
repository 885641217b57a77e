/** What every floating list shares. */
export const menuClass =
  "fixed inset-auto max-h-80 overflow-y-auto rounded-lg border border-line bg-raised p-1 text-sm text-ink " +
  "shadow-pop animate-fade outline-none";

export const menuItemClass =
  "flex h-8 w-full cursor-default! select-none items-center gap-2 rounded-sm px-2 text-left text-sm outline-none " +
  "focus:bg-sunken disabled:opacity-50 max-sm:h-10 [&_svg]:size-4 [&_svg]:text-ink-faint";
