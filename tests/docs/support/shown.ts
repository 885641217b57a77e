/** What differs from run to run, by how it looks. Everything else must be exactly as shown. */
const VOLATILE = [
  /^[0-9a-z]{32}$/, // An id.
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, // A request id.
  /^ghs_\w+$/,
  /^\d+$/,
];
const TIME_MS_MIN = 1e12;

/**
 * Compares what a page shows with what came. What differs from run to run need only look alike, and is remembered: where
 * the page shows it again, later examples use what this run got.
 */
export class Shown {
  readonly #actual = new Map<string, string>();

  /** The text of an example, with the values of this run instead of the shown ones. */
  filled(text: string): string {
    return [...this.#actual].reduce((filled, [shown, actual]) => filled.replaceAll(shown, actual), text);
  }

  /** What is different, one line each. */
  differences(shown: unknown, actual: unknown, path = ""): string[] {
    if (isRecord(shown) && isRecord(actual)) {
      const names = [...new Set([...Object.keys(shown), ...Object.keys(actual)])];
      return names.flatMap((name) => this.differences(shown[name], actual[name], `${path}.${name}`));
    }
    if (Array.isArray(shown) && Array.isArray(actual) && shown.length === actual.length) {
      return shown.flatMap((item, index) => this.differences(item, actual[index], `${path}.${index}`));
    }
    return this.#isLike(shown, actual) ? [] : [`${path}: shown ${toText(shown)}, got ${toText(actual)}`];
  }

  #isLike(shown: unknown, actual: unknown): boolean {
    if (typeof shown === "number" && typeof actual === "number") {
      return shown === actual || (shown >= TIME_MS_MIN && actual >= TIME_MS_MIN);
    }
    if (typeof shown !== "string" || typeof actual !== "string") {
      return shown === actual;
    }
    const isVolatile = VOLATILE.some((kind) => kind.test(shown) && kind.test(actual));
    if (isVolatile && !/^\d+$/.test(shown)) {
      const known = this.#actual.get(shown) ?? actual;
      this.#actual.set(shown, known);
      // An id that stands in two places is the same in both. Request ids are new each time.
      return known === actual || shown.includes("-");
    }
    return shown === actual || isVolatile;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function toText(value: unknown): string {
  return JSON.stringify(value) ?? "nothing";
}
