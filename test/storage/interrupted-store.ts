import type { Storage } from '../../src/storage/storage.ts'

export interface InterruptedStore {
  readonly storage: Storage
  /** Whether there were so many calls that it came to the interruption. */
  readonly isReached: () => boolean
}

/** The store as a process sees it that stands still before its call number `at`, from 0, while others do their work. */
export function interruptedStore(storage: Storage, at: number, others: () => Promise<unknown>): InterruptedStore {
  let calls = 0
  const methods = Object.entries(storage).map(([name, method]) => [
    name,
    async (...parameters: unknown[]): Promise<unknown> => {
      calls += 1
      if (calls === at + 1) await others()
      return (method as (...given: unknown[]) => Promise<unknown>)(...parameters)
    },
  ])
  return { storage: Object.fromEntries(methods) as Storage, isReached: () => calls > at }
}

/**
 * Runs a scenario once for every call of the store that it makes, interrupted there, and once without an
 * interruption; resolves to the number of calls. The scenario gets its place and says whether it was reached.
 */
export async function atEveryCall(scenario: (at: number) => Promise<InterruptedStore>): Promise<number> {
  for (let at = 0; ; at += 1) {
    const { isReached } = await scenario(at)
    if (!isReached()) return at
  }
}
