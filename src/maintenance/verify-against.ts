import type { FeedHash } from '../journal/feed-store.ts'
import { growTree } from '../transparency/merkle-tree.ts'
import { leafOf, type Statement } from '../transparency/statement.ts'

/** What a store lacks, or has otherwise, of what a statement that was kept elsewhere covers. */
export interface AgainstFault {
  /** How many numbers the statement covers. */
  readonly checkpoint: number
  readonly code: 'checkpoint_cut' | 'checkpoint_differs' | 'checkpoint_of_another_store'
  readonly message: string
}

/** Compares the feed, as it is walked, with statements that were kept elsewhere. */
export interface Comparison {
  /** What has the next number; numbers ascend. */
  note(next: FeedHash): void
  /** Every difference, once the walk is over. */
  faults(): readonly AgainstFault[]
}

/** A comparison with statements of any sizes. */
export function compareWith(statements: readonly Statement[]): Comparison {
  const waiting = statements.toSorted((left, right) => left.size - right.size)
  const tree = growTree()
  const found: AgainstFault[] = []
  const walk = { last: 0, lost: null as number | null, store: null as string | null, accounts: 0 }
  let audit: Statement['audit'] = { size: 0, hash: null }
  let sound = 0
  const closeUpTo = (number: number): void => {
    for (let next = waiting[0]; next !== undefined && next.size <= number; next = waiting[0]) {
      waiting.shift()
      const faults = differences(next, { ...walk, audit, sound, root: tree.root().toString('base64') })
      if (faults.length === 0) sound = next.size
      found.push(...faults)
    }
  }
  return {
    note: ({ number, hash, isAudit, sequence }) => {
      closeUpTo(number - 1)
      if (number !== walk.last + 1) walk.lost ??= walk.last + 1
      if (walk.lost === null) tree.append(leafOf(hash))
      if (number === 1) walk.store = hash
      if (isAudit) audit = { size: audit.size + 1, hash }
      else if (sequence === 1) walk.accounts += 1
      walk.last = number
    },
    faults: () => {
      closeUpTo(Number.POSITIVE_INFINITY)
      return found
    },
  }
}

/** The store up to the last number that a statement covers. */
interface Walked {
  readonly last: number
  /** The first number that is not there, though a later one is. */
  readonly lost: number | null
  readonly store: string | null
  readonly accounts: number
  readonly audit: Statement['audit']
  readonly root: string
  /** The size of the last statement that holds. */
  readonly sound: number
}

function differences(statement: Statement, walked: Walked): readonly AgainstFault[] {
  const { size } = statement
  const fault = (code: AgainstFault['code'], message: string): AgainstFault => ({ checkpoint: size, code, message })
  if (size === 0) return []
  if (walked.store !== null && walked.store !== statement.store) {
    return [fault('checkpoint_of_another_store', 'number 1 of the feed is another entry: it is of another store')]
  }
  return [...cuts(statement, walked), ...changes(statement, walked)].map(({ code, message }) => fault(code, message))
}

type Found = Pick<AgainstFault, 'code' | 'message'>

function cuts({ size, accounts, audit }: Statement, walked: Walked): readonly Found[] {
  const messages: string[] = []
  if (walked.lost !== null) messages.push(`number ${walked.lost} of the feed is gone`)
  else if (walked.last < size) {
    messages.push(`the feed ends with number ${walked.last}; cut off behind it: ${span(walked.last + 1, size)}`)
  }
  if (walked.accounts < accounts) {
    messages.push(`of ${accounts} accounts ${accounts - walked.accounts} are gone with all their entries`)
  }
  if (walked.audit.size < audit.size) {
    messages.push(`of ${audit.size} entries of the audit log ${audit.size - walked.audit.size} are gone`)
  }
  return messages.map((message) => ({ code: 'checkpoint_cut', message }))
}

function changes({ size, root, accounts, audit }: Statement, walked: Walked): readonly Found[] {
  if (walked.lost !== null || walked.last < size || walked.root === root) return []
  const within = span(walked.sound + 1, size)
  const messages = [`within ${within} of the feed an entry was changed, removed, put in or moved`]
  if (walked.accounts > accounts) messages.push(`${walked.accounts - accounts} accounts were put in`)
  if (walked.audit.size === audit.size && walked.audit.hash !== audit.hash) {
    messages.push(`entry ${audit.size} of the audit log is another one`)
  }
  return messages.map((message) => ({ code: 'checkpoint_differs', message }))
}

function span(first: number, last: number): string {
  return first === last ? `number ${first}` : `the numbers ${first} to ${last}`
}
