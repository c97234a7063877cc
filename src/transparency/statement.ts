import type { FeedHash } from '../journal/feed-store.ts'
import { type Digest, growTree, leafHash } from './merkle-tree.ts'

/** Everything that a store holds at one moment, in a few words: all numbers of the feed up to `size`. */
export interface Statement {
  /** How many numbers it covers. */
  readonly size: number
  /** The root of the tree over the hashes of what has these numbers, base64. */
  readonly root: string
  /** Which store: the hash of its number 1; null for an empty one. */
  readonly store: string | null
  /** Accounts that have an entry among these numbers. */
  readonly accounts: number
  /** The audit log's entries among these numbers, and the hash of the last of them; null where there is none. */
  readonly audit: { readonly size: number; readonly hash: string | null }
}

/** A statement that grows number by number, in their order. It keeps a few hashes, however many numbers there are. */
export interface GrowingStatement {
  append(next: FeedHash): void
  now(): Statement
}

/** The statement of an empty store. */
export function growStatement(): GrowingStatement {
  const tree = growTree()
  let store: string | null = null
  let accounts = 0
  let audit: Statement['audit'] = { size: 0, hash: null }
  return {
    append: ({ number, hash, account, sequence }) => {
      if (number !== tree.size() + 1) throw new RangeError(`number ${tree.size() + 1} of the feed was expected`)
      tree.append(leafOf(hash))
      store ??= hash
      if (account === null) audit = { size: audit.size + 1, hash }
      else if (sequence === 1) accounts += 1
    },
    now: () => ({ size: tree.size(), root: tree.root().toString('base64'), store, accounts, audit }),
  }
}

/** The leaf of an entry: the hash over its 32 bytes. */
export function leafOf(entryHash: string): Digest {
  return leafHash(Buffer.from(entryHash, 'hex'))
}
