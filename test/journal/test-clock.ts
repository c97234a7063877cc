/** A clock that stands still until it is told. */
export interface TestClock {
  now(): number
  set(milliseconds: number): void
  advance(milliseconds: number): void
}

/** A clock that starts at an instant. */
export function testClock(start: number): TestClock {
  let time = start
  return {
    now: () => time,
    set: (milliseconds) => {
      time = milliseconds
    },
    advance: (milliseconds) => {
      time += milliseconds
    },
  }
}
