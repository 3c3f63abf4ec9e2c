/**
 * Time as a parameter. Services and rules never read the machine's clock themselves, so tests can
 * fix it and every record of one command carries the same instant.
 */

/** Returns the current instant, UTC, millisecond resolution. */
export type Clock = () => Date;

/** The machine's clock. The only place that reads it. */
export const systemClock: Clock = () => new Date();
