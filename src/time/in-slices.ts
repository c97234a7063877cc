import { setImmediate as nextTurn } from 'node:timers/promises'
import { monotonicClock } from './monotonic-clock.ts'

/** So long one slice takes, in milliseconds, and the step with which it ends. */
const sliceMilliseconds = 8

/** Does a work step by step, and lets others have their turn in between: each turn takes a slice of it. */
export async function inSlices<Result>(steps: Generator<void, Result>): Promise<Result> {
  let until = monotonicClock() + sliceMilliseconds
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return step.value
    if (monotonicClock() < until) continue
    await nextTurn()
    until = monotonicClock() + sliceMilliseconds
  }
}

/** Does all steps of a work at once. */
export function atOnce<Result>(steps: Generator<void, Result>): Result {
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value
}
