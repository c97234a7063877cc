/** Milliseconds since some moment, never running backwards: for how long something took, not for when it was. */
export type MonotonicClock = () => number

/** The one of this process. */
export const monotonicClock: MonotonicClock = () => performance.now()
