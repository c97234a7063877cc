import type { FeedStore } from '../journal/feed-store.ts'
import { Problem } from '../problems/problem.ts'
import { leafOf } from '../transparency/statement.ts'
import { createHashTree, type HashTree } from '../transparency/tree-proofs.ts'

/** The tree over the hashes of all that has a number in the feed; leaf 0 is number 1. */
export function createFeedTree(store: Pick<FeedStore, 'feedHashes'>): HashTree {
  return createHashTree(async (start, end) => {
    const hashes = await store.feedHashes(start, end - start)
    const isWhole = hashes.length === end - start && hashes.every(({ number }, index) => number === start + 1 + index)
    if (!isWhole) throw new Problem('store_damaged', `The feed lacks a number from ${start + 1} to ${end}.`)
    return hashes.map(({ hash }) => leafOf(hash))
  })
}
