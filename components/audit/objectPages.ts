import { objectHref } from "../object/objectHref";

/** Members, keys and settings are kept on pages of their own. */
const settings: Readonly<Partial<Record<string, string>>> = {
  organization: "/admin/settings/organization",
  member: "/admin/settings/members",
  invitation: "/admin/settings/members",
  api_key: "/admin/settings/keys",
};

const withPage = ["crm_contact", "crm_organization", "frontend_user"];

/** Where one sees what an entry is about; undefined where there is no page for it. */
export function objectPage(type: string, id: string): string | undefined {
  return withPage.includes(type) ? objectHref({ type, id }) : settings[type];
}
