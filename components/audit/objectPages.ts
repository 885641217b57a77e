/** Where objects of a type are opened. Members, keys and settings are kept on pages of their own. */
const pages: Readonly<Partial<Record<string, (id: string) => string>>> = {
  crm_contact: (id) => `/admin/contacts?contact=${id}`,
  crm_organization: (id) => `/admin/organizations?open=${id}`,
  frontend_user: (id) => `/admin/clients?client=${id}`,
  organization: () => "/admin/settings/organization",
  member: () => "/admin/settings/members",
  invitation: () => "/admin/settings/members",
  api_key: () => "/admin/settings/keys",
};

export function objectPage(type: string, id: string): string | undefined {
  return pages[type]?.(id);
}
