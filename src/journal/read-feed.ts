import { Problem } from '../problems/problem.ts'
import type { FeedHash, FeedStore } from './feed-store.ts'

/** What has the next number of the feed, or the number at which one cannot be read, and why. */
export type FeedStep = { readonly next: FeedHash } | { readonly unreadable: number; readonly message: string }

const pageSize = 500
/** So many numbers that cannot be read are gone past. */
const mostSkipped = 1_000

/** All numbers of the feed in their order, and those that cannot be read: goes on behind them as far as it can. */
export async function* readFeed(store: Pick<FeedStore, 'feedHashes'>): AsyncGenerator<FeedStep> {
  let after = 0
  let limit = pageSize
  let told: string | null = null
  for (let skipped = 0; skipped < mostSkipped; ) {
    const page = await readPage(store, after, limit)
    if (page instanceof Problem && limit > 1) {
      limit = 1
    } else if (page instanceof Problem) {
      // What stands there may have a number far behind: it is told once.
      if (page.detail !== told) yield { unreadable: after + 1, message: page.detail }
      told = page.detail
      after += 1
      skipped += 1
      limit = pageSize
    } else {
      for (const next of page) yield { next }
      const last = page.at(-1)
      if (last === undefined) return
      after = last.number
    }
  }
}

async function readPage(
  store: Pick<FeedStore, 'feedHashes'>,
  after: number,
  limit: number,
): Promise<readonly FeedHash[] | Problem> {
  try {
    return await store.feedHashes(after, limit)
  } catch (error) {
    if (error instanceof Problem && error.code === 'store_damaged') return error
    throw error
  }
}
