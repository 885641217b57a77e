/** Repeatable randomness for tests whose steps depend on the answers of a server: the seed is all that a rerun needs. */
export class Random {
  constructor(private state: number) {}

  /** Below `limit`, which must be positive. */
  int(limit: number): number {
    // Mulberry32.
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }

  chance(percent: number): boolean {
    return this.int(100) < percent;
  }

  pick<T>(choices: readonly T[]): T {
    const choice = choices[this.int(choices.length)];
    if (choice === undefined) {
      throw new Error("There is nothing to pick from");
    }
    return choice;
  }
}
