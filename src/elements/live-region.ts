/* How live regions are written to, so that screen readers read them out, once. In milliseconds. */

/** A new live region must stand there, empty, before its words do, or they are not read out. */
export const announceAfterMs = 100;
/** After this, what was said is no longer there to be read: it may not be so any more. */
export const saidForMs = 3_000;
