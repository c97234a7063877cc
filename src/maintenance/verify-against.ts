import type { FeedHash } from '../journal/feed-store.ts'
import { growTree } from '../transparency/merkle-tree.ts'
import { leafOf, type Statement } from '../transparency/statement.ts'
import type { LostAccount } from './lost-accounts.ts'

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
  /** Every difference, once the walk is over; `lost` are accounts without an entry that something else still names. */
  faults(lost: readonly LostAccount[]): readonly AgainstFault[]
  /** Whether accounts are gone with all their entries, once the walk is over. */
  lacksAccounts(): boolean
}

/** A comparison with statements of any sizes. */
export function compareWith(statements: readonly Statement[]): Comparison {
  const waiting = statements.toSorted((left, right) => left.size - right.size)
  const tree = growTree()
  const found: AgainstFault[] = []
  const walk = { last: 0, gone: [] as Gap[], store: null as string | null, accounts: 0 }
  let lacking: Statement | null = null
  let audit: Statement['audit'] = { size: 0, hash: null }
  let sound = 0
  const closeUpTo = (number: number): void => {
    for (let next = waiting[0]; next !== undefined && next.size <= number; next = waiting[0]) {
      waiting.shift()
      const faults = differences(next, { ...walk, audit, sound, root: tree.root().toString('base64') })
      if (faults.length === 0) sound = next.size
      if (walk.accounts < next.accounts) lacking = next
      found.push(...faults)
    }
  }
  return {
    note: ({ number, hash, account, sequence }) => {
      closeUpTo(number - 1)
      if (number > walk.last + 1) walk.gone.push([walk.last + 1, number - 1])
      if (walk.gone.length === 0) tree.append(leafOf(hash))
      if (number === 1) walk.store = hash
      if (account === null) audit = { size: audit.size + 1, hash }
      else if (sequence === 1) walk.accounts += 1
      walk.last = number
    },
    lacksAccounts: () => {
      closeUpTo(Number.POSITIVE_INFINITY)
      return lacking !== null
    },
    faults: (lost) => {
      closeUpTo(Number.POSITIVE_INFINITY)
      return [...found, ...(lacking === null ? [] : named(lacking, lost))]
    },
  }
}

/** The first and the last of numbers that follow each other. */
type Gap = readonly [number, number]

/** Which accounts they may be. */
function named({ size }: Statement, lost: readonly LostAccount[]): readonly AgainstFault[] {
  return lost.map(({ account, namedBy }) => {
    const message = `the account "${account}", which ${namedBy} names, has no entry: it is one of those that are gone, or never had one`
    return { checkpoint: size, code: 'checkpoint_cut', message }
  })
}

/** The store up to the last number that a statement covers. */
interface Walked {
  readonly last: number
  /** Numbers that are not there, though a later one is. */
  readonly gone: readonly Gap[]
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

const mostGaps = 20

type Found = Pick<AgainstFault, 'code' | 'message'>

function cuts({ size, accounts, audit }: Statement, walked: Walked): readonly Found[] {
  const messages: string[] = []
  if (walked.gone.length > 0) {
    const more = walked.gone.length > mostGaps ? ', and more' : ''
    const spans = walked.gone.slice(0, mostGaps).map(([first, last]) => span(first, last))
    messages.push(`of the feed there is no more: ${spans.join(', ')}${more}`)
  }
  if (walked.last < size) {
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
  if (walked.gone.length > 0 || walked.last < size || walked.root === root) return []
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
