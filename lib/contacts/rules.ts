/** A contact is called by its first and last name, and by its e-mail as long as it has neither. */
export function contactName(person: { firstName?: string; lastName?: string; email: string }): string {
  const name = [person.firstName, person.lastName].filter((part) => part !== undefined).join(" ");
  return name === "" ? person.email : name;
}
