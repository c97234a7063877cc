import { Problem } from '../problems/problem.ts'
import type { ProblemCode } from '../problems/problem-codes.ts'
import type { Entry } from './entry.ts'
import type { JournalStore } from './journal-store.ts'

/** What stands next in a stream: an entry, or one that cannot be read, and why. */
export type StreamStep = { readonly entry: Entry } | { readonly sequence: number; readonly message: string }

/** The next account, or why no more can be listed. */
export type AccountStep = { readonly account: string } | { readonly message: string }

type StreamStore = Pick<JournalStore, 'stream' | 'entryAt'>

const pageSize = 500
/** Sequences count from 1; a damaged one may be anything. */
const beforeAll = Number.MIN_SAFE_INTEGER
const behindAll = Number.MAX_SAFE_INTEGER

/** All entries of an account in their order, and those that cannot be read by their sequence: never stops at one. */
export async function* readStream(store: StreamStore, account: string): AsyncGenerator<StreamStep> {
  let after = beforeAll
  let limit = pageSize
  for (;;) {
    const page = await unlessDamaged(() => store.stream(account, after, limit))
    if (page instanceof Problem && page.code === 'invalid_request') {
      // The account is called as none can be: nothing of it can be asked for.
      yield { sequence: 1, message: page.detail }
      return
    }
    if (page instanceof Problem && limit > 1) {
      limit = 1
    } else if (page instanceof Problem) {
      const sequence = await placeOfDamage(store, account, after)
      yield { sequence, message: page.detail }
      if (sequence >= behindAll) return
      after = sequence
      limit = pageSize
    } else {
      for (const entry of page) yield { entry }
      const last = page.at(-1)
      if (last === undefined) return
      after = last.sequence
    }
  }
}

/** All accounts, ascending; ends at a name that cannot be read. */
export async function* readAccounts(store: Pick<JournalStore, 'accounts'>): AsyncGenerator<AccountStep> {
  let after: string | null = null
  let limit = pageSize
  for (;;) {
    const last: string | null = after
    const page: readonly string[] | Problem = await unlessDamaged(() => store.accounts(last, limit))
    if (page instanceof Problem && limit === 1) {
      yield { message: page.detail }
      return
    }
    if (page instanceof Problem) {
      limit = 1
      continue
    }
    for (const account of page) yield { account }
    after = page.at(-1) ?? null
    if (after === null || page.length < limit) return
  }
}

/**
 * The sequence of the first entry after the given one, which cannot be read: mostly the next
 * number; where its own number is damaged it is searched for. `behindAll` where nothing more can be read.
 */
async function placeOfDamage(store: StreamStore, account: string, after: number): Promise<number> {
  const next = Math.max(after + 1, 1)
  if ((await unlessDamaged(() => store.entryAt(account, next))) instanceof Problem) return next
  const fails = async (sequence: number): Promise<boolean> =>
    (await unlessDamaged(() => store.stream(account, sequence, 1))) instanceof Problem
  let low = after
  let high = after
  for (let step = 1; await fails(high); step *= 2) {
    if (high >= behindAll) return behindAll
    low = high
    high = Math.min(high + step, behindAll)
  }
  while (high - low > 1) {
    const middle = low + Math.floor((high - low) / 2)
    if (await fails(middle)) low = middle
    else high = middle
  }
  return high
}

const unreadable: ReadonlySet<ProblemCode> = new Set(['store_damaged', 'archive_unavailable', 'invalid_request'])

/** What is read, or the Problem of what is damaged or out of reach; an id that no store could hold is damage, too. */
async function unlessDamaged<Result>(read: () => Promise<Result>): Promise<Result | Problem> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof Problem && unreadable.has(error.code)) return error
    throw error
  }
}
