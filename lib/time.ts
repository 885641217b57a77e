/** Durations in milliseconds, so that code says `30 * DAY` instead of a long number. */
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
