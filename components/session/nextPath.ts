/** An area that people sign in to: where it begins, where its sign-in is, and where one lands without other wishes. */
export interface Area {
  readonly root: string;
  readonly signIn: string;
  readonly home: string;
}

export const staffArea: Area = { root: "/admin", signIn: "/admin/sign-in", home: "/admin" };
export const portalArea: Area = { root: "/portal", signIn: "/auth/signin", home: "/portal" };

/** Where to go after sign-in. Only a path of the area counts: a full address here would be an open redirect. */
export function safeNextPath(value: string | string[] | undefined, { root, signIn, home }: Area): string {
  if (typeof value !== "string") return home;
  const base = "http://guildhall.invalid";
  if (!value.startsWith("/") || !URL.canParse(value, base)) return home;
  const target = new URL(value, base);
  const isInside = target.origin === base && isBelow(root, target.pathname);
  return isInside && target.pathname !== signIn ? `${target.pathname}${target.search}` : home;
}

export function signInPath(current: string, { signIn }: Area): string {
  return `${signIn}?next=${encodeURIComponent(current)}`;
}

/** Whether a path needs a session of the area. */
export function isGuarded(pathname: string, { root, signIn }: Area): boolean {
  return isBelow(root, pathname) && pathname !== signIn;
}

function isBelow(root: string, pathname: string): boolean {
  return pathname === root || pathname.startsWith(`${root}/`);
}
