import { Problem } from '../problems/problem.ts'
import type { Entry } from './entry.ts'
import type { FeedItem, FeedStore } from './feed-store.ts'
import type { ChainFault } from './verify-chain.ts'

/** One thing that is wrong with the feed, and at which number. */
export interface FeedFault {
  readonly feed_number: number
  readonly code: 'feed_wrong'
  readonly message: string
}

const pageSize = 500

/** Walks the feed: numbers without gap, every entry once, the order within an account kept. */
export async function verifyFeed(store: Pick<FeedStore, 'feedEntries'>): Promise<readonly FeedFault[]> {
  const faults: FeedFault[] = []
  const sequences = new Map<string, number>()
  let last = 0
  for (;;) {
    const page = await readPage(store, last)
    if (page instanceof Problem) return [...faults, faultAt(last + 1, page.detail)]
    for (const { number, entry } of page) {
      if (number !== last + 1) faults.push(faultAt(number, `number ${last + 1} was expected: one is missing`))
      const before = sequences.get(entry.account) ?? 0
      if (entry.sequence !== before + 1) {
        const message = `entry ${entry.sequence} of the account "${entry.account}" does not follow entry ${before} there`
        faults.push(faultAt(number, message))
      }
      sequences.set(entry.account, entry.sequence)
      last = number
    }
    if (page.length < pageSize) return faults
  }
}

/** Faults of entries that are marked as numbered, which the feed does not have. */
export async function passedOnFaults(
  store: Pick<FeedStore, 'feedNumbers'>,
  entries: readonly Pick<Entry, 'account' | 'sequence' | 'id'>[],
): Promise<readonly ChainFault[]> {
  const faults: ChainFault[] = []
  for (let start = 0; start < entries.length; start += pageSize) {
    const part = entries.slice(start, start + pageSize)
    const numbers = await store.feedNumbers(part)
    const missing = part.filter((_, index) => (numbers[index] ?? null) === null)
    faults.push(...missing.map(notPassedOn))
  }
  return faults
}

function notPassedOn({ account, sequence, id }: Pick<Entry, 'account' | 'sequence' | 'id'>): ChainFault {
  const message = 'it is marked as numbered, but the feed does not have it'
  return { account, sequence, id, code: 'pending_wrong', message }
}

function faultAt(number: number, message: string): FeedFault {
  return { feed_number: number, code: 'feed_wrong', message }
}

async function readPage(store: Pick<FeedStore, 'feedEntries'>, after: number): Promise<readonly FeedItem[] | Problem> {
  try {
    return await store.feedEntries(after, pageSize)
  } catch (error) {
    if (error instanceof Problem && error.code === 'store_damaged') return error
    throw error
  }
}
