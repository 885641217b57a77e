import { fold } from "../ontology/words";

const TIME_DIGITS = 9;
const SEQUENCE_DIGITS = 3;
const RANDOM_DIGITS = 7;
const NAME_CHARACTERS_MAX = 80;
/** Below every character that a name may hold, so that "Al" sorts before "Ala". */
const SEPARATOR = "\u0000";

/**
 * The position of an object in every list that is ordered by creation: its time, its place among the objects made
 * in the same transaction, and randomness that makes it unique, so that it can serve as a cursor.
 * `random` is in [0, 1).
 */
export function createdKey(createdAt: number, sequence: number, random: number): string {
  const suffix = Math.floor(random * 36 ** RANDOM_DIGITS);
  return base36(createdAt, TIME_DIGITS) + base36(sequence, SEQUENCE_DIGITS) + base36(suffix, RANDOM_DIGITS);
}

/** The position of an object in lists that are ordered by name. Equal names are in order of creation. */
export function nameKey(name: string, created: string): string {
  return nameKeyPrefix(name) + created;
}

/** What the keys of all objects with this name begin with. Case, accents and the width of gaps do not count. */
export function nameKeyPrefix(name: string): string {
  const folded = fold(name).trim().replace(/\s+/gu, " ");
  return Array.from(folded).slice(0, NAME_CHARACTERS_MAX).join("") + SEPARATOR;
}

function base36(value: number, digits: number): string {
  return value.toString(36).padStart(digits, "0");
}
