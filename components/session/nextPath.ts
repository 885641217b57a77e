const HOME = "/admin/contacts";

/** Where to go after sign-in. Only a path of the admin area counts: a full address here would be an open redirect. */
export function safeNextPath(value: string | string[] | undefined): string {
  if (typeof value !== "string") return HOME;
  const base = "http://guildhall.invalid";
  if (!value.startsWith("/") || !URL.canParse(value, base)) return HOME;
  const target = new URL(value, base);
  const isAdmin = target.origin === base && target.pathname.startsWith("/admin/");
  return isAdmin && target.pathname !== "/admin/sign-in" ? `${target.pathname}${target.search}` : HOME;
}

export function signInPath(current: string): string {
  return `/admin/sign-in?next=${encodeURIComponent(current)}`;
}
