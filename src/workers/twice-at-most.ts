import { monotonicClock } from '../time/monotonic-clock.ts'

/** One try at a piece of work, within the milliseconds that are left: its answer, or why it broke off. */
export type Try<Answer> = (milliseconds: number) => Promise<{ readonly answer: Answer } | { readonly brokeOff: string }>

/** Tries once more where the first try broke off; `notDecided` answers where that one does too, or no time is left for it. */
export async function twiceAtMost<Answer>(
  milliseconds: number,
  work: Try<Answer>,
  notDecided: (because: string) => Answer,
): Promise<Answer> {
  const until = monotonicClock() + milliseconds
  const first = await work(milliseconds)
  if ('answer' in first) return first.answer
  const left = until - monotonicClock()
  if (left <= 0) return notDecided(first.brokeOff)
  const second = await work(left)
  return 'answer' in second ? second.answer : notDecided(second.brokeOff)
}
