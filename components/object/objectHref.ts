const places: Readonly<Partial<Record<string, string>>> = {
  crm_contact: "/admin/contacts?contact=",
  crm_organization: "/admin/organizations?organization=",
  frontend_user: "/admin/clients?client=",
};

/** The page of staff that shows an object. Types without a page of their own lead to the dashboard. */
export function objectHref({ type, id }: { type: string; id: string }): string {
  const place = places[type];
  return place === undefined ? "/admin" : `${place}${encodeURIComponent(id)}`;
}
