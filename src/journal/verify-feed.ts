import type { Entry } from './entry.ts'
import type { FeedHash, FeedKey, FeedStore } from './feed-store.ts'
import { readFeed } from './read-feed.ts'
import type { ChainFault } from './verify-chain.ts'

/** One thing that is wrong with the feed, and at which number. */
export interface FeedFault {
  readonly feed_number: number
  readonly code: 'feed_wrong'
  readonly message: string
}

const pageSize = 500

/** Walks the feed: numbers without gap, every entry once, the order within a stream kept. `onNumber` hears of every number. */
export async function verifyFeed(
  store: Pick<FeedStore, 'feedHashes'>,
  onNumber: (next: FeedHash) => void = () => {},
): Promise<readonly FeedFault[]> {
  const faults: FeedFault[] = []
  const sequences = new Map<string, number>()
  let last = 0
  for await (const step of readFeed(store)) {
    if ('message' in step) {
      faults.push(faultAt(step.unreadable, step.message))
      last = step.unreadable
      continue
    }
    const { next } = step
    const { number, sequence } = next
    onNumber(next)
    if (number !== last + 1) {
      const missing = number === last + 2 ? `number ${last + 1} is` : `the numbers ${last + 1} to ${number - 1} are`
      faults.push(faultAt(number, `number ${last + 1} was expected: ${missing} missing`))
    }
    const stream = nameOf(next)
    const before = sequences.get(stream) ?? 0
    if (sequence !== before + 1) {
      faults.push(faultAt(number, `entry ${sequence} of ${stream} does not follow entry ${before} there`))
    }
    sequences.set(stream, sequence)
    last = number
  }
  return faults
}

/** Which stream a number stands in; no account's name looks like the audit log's. */
function nameOf({ account }: FeedHash): string {
  return account === null ? 'the audit log' : `the account "${account}"`
}

/** Faults of entries that do not wait for a number, which the feed does not have. */
export async function passedOnFaults(
  store: Pick<FeedStore, 'feedNumbers' | 'isPendingFeed'>,
  entries: readonly Pick<Entry, 'account' | 'sequence' | 'id'>[],
): Promise<readonly ChainFault[]> {
  return (await notNumbered(store, entries)).map(notPassedOn)
}

/** The sequences of the audit log's first so many entries that do not wait for a number, which the feed does not have. */
export async function auditNotPassedOn(
  store: Pick<FeedStore, 'feedNumbers' | 'isPendingFeed'>,
  count: number,
): Promise<readonly number[]> {
  const keys = Array.from({ length: count }, (_, index) => ({ audit: index + 1 }))
  return (await notNumbered(store, keys)).map(({ audit }) => audit)
}

/** Which have no number and do not wait for one. */
async function notNumbered<Key extends FeedKey>(
  store: Pick<FeedStore, 'feedNumbers' | 'isPendingFeed'>,
  keys: readonly Key[],
): Promise<readonly Key[]> {
  const missing: Key[] = []
  for (let start = 0; start < keys.length; start += pageSize) {
    const page = keys.slice(start, start + pageSize)
    // What waits first: whoever says that it waits no more has given the number before.
    const waits = await store.isPendingFeed(page)
    const passedOn = page.filter((_, index) => waits[index] === false)
    const numbers = await store.feedNumbers(passedOn)
    missing.push(...passedOn.filter((_, index) => (numbers[index] ?? null) === null))
  }
  return missing
}

function notPassedOn({ account, sequence, id }: Pick<Entry, 'account' | 'sequence' | 'id'>): ChainFault {
  const message = 'it does not wait for a number, but the feed does not have it'
  return { account, sequence, id, code: 'pending_wrong', message }
}

function faultAt(number: number, message: string): FeedFault {
  return { feed_number: number, code: 'feed_wrong', message }
}
