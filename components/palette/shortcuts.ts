/**
 * Every key that does something without a field or button for it. The pages bind those of `pages`; the others belong to the
 * parts that they are about, and are listed here for the help.
 */
export const pages = {
  dashboard: { key: "d", href: "/admin" },
  contacts: { key: "c", href: "/admin/contacts" },
  crmOrganizations: { key: "o", href: "/admin/organizations" },
  clients: { key: "l", href: "/admin/clients" },
  audit: { key: "a", href: "/admin/audit" },
  settings: { key: "s", href: "/admin/settings" },
} as const;

export type PageName = keyof typeof pages;
export const pageNames = [
  "dashboard",
  "contacts",
  "crmOrganizations",
  "clients",
  "audit",
  "settings",
] as const;

/** Pressed before the letter of a page. */
export const GO_KEY = "g";

/** One of the combinations is enough; keys of one are pressed together, or one after the other. */
export interface Shortcut {
  readonly name: "palette" | "help" | "search" | "move" | "open" | "select" | "close" | "save" | "toasts";
  readonly combinations: readonly (readonly string[])[];
}

export const shortcutGroups = [
  {
    name: "everywhere",
    shortcuts: [
      {
        name: "palette",
        combinations: [
          ["Ctrl", "K"],
          ["⌘", "K"],
        ],
      },
      { name: "help", combinations: [["?"]] },
      { name: "toasts", combinations: [["F8"]] },
      { name: "close", combinations: [["Esc"]] },
    ],
  },
  {
    name: "lists",
    shortcuts: [
      { name: "search", combinations: [["/"]] },
      { name: "move", combinations: [["↑"], ["↓"]] },
      { name: "open", combinations: [["Enter"]] },
      { name: "select", combinations: [["X"]] },
    ],
  },
  {
    name: "forms",
    shortcuts: [
      {
        name: "save",
        combinations: [
          ["Ctrl", "Enter"],
          ["⌘", "Enter"],
        ],
      },
    ],
  },
] as const satisfies readonly { name: "everywhere" | "lists" | "forms"; shortcuts: readonly Shortcut[] }[];
