import type { JournalStore } from './journal-store.ts'

/** The part of the journal that finds entries of one account by what they name: each store writes it in one place. */
export type JournalLookups = Pick<
  JournalStore,
  | 'newestOfOrder'
  | 'newestOfPart'
  | 'entryByIdempotencyKey'
  | 'entriesWithActions'
  | 'entriesAbout'
  | 'entriesByReference'
  | 'disputeEntriesByKey'
  | 'disputesOfAccount'
>
