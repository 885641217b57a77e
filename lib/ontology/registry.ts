import { contact } from "../contacts/object";
import { crmOrganization } from "../crmOrganizations/object";
import { frontendUser } from "../frontendUsers/object";
import type { ObjectDefinition } from "./defineObject";

/** Every object type that Guildhall is built with. Types of an organization's own are rows of `objectTypes`. */
export const registry: readonly ObjectDefinition[] = [contact, crmOrganization, frontendUser];

export function definitionOf(type: string): ObjectDefinition | null {
  return registry.find((definition) => definition.type === type) ?? null;
}
