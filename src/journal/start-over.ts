import { Problem } from '../problems/problem.ts'
import type { JournalStore } from './journal-store.ts'

/** What a use case read was not true any more when it came to write; nothing was written. */
export class ReadsOutdated extends Error {}

/** What a use case saw first, however often it starts over. */
export interface Begun {
  /** Up to where the account's stream was erased; null until that was looked at. */
  erasedTo: number | null
}

/** Policies that change this often while one request decides are a fault to look at. */
const maximumStarts = 1000

/**
 * Runs a use case from its top, and again for as long as what it read is outdated when it comes to write: a
 * policy was published meanwhile, approvals were paused, or the day's limit is used up by now.
 */
export async function startingOver<Deps extends { readonly store: Pick<JournalStore, 'epoch'> }, Answer>(
  deps: Deps,
  useCase: (deps: Deps & { readonly epoch: number; readonly begun: Begun }) => Promise<Answer>,
): Promise<Answer> {
  const begun: Begun = { erasedTo: null }
  for (let starts = 0; starts < maximumStarts; starts += 1) {
    try {
      const asked = deps.store.epoch()
      const epoch = asked instanceof Promise ? await asked : asked
      return await useCase({ epoch, begun, ...deps })
    } catch (error) {
      if (!(error instanceof ReadsOutdated)) throw error
    }
  }
  throw new Problem('store_unavailable', 'What decides is changed too often to decide. Try again.')
}
