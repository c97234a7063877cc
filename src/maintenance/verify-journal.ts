import { isDeciding } from '../decisions/replay-entry.ts'
import type { Entry } from '../journal/entry.ts'
import type { FeedStore } from '../journal/feed-store.ts'
import type { JournalStore } from '../journal/journal-store.ts'
import { type AccountStep, readAccounts, readStream } from '../journal/read-stream.ts'
import { type ChainFault, walkChain } from '../journal/verify-chain.ts'
import type { ErasureLog } from '../journal/verify-erasures.ts'
import { passedOnFaults } from '../journal/verify-feed.ts'
import type { OrderBindingStore } from '../orders/order-binding-store.ts'
import type { Policies } from '../policy/versions/policies.ts'
import { rememberStream } from './stream-before.ts'
import { bindingFaults } from './verify-bindings.ts'
import { verifyDecision } from './verify-decision.ts'

/** What is walked, and the versions that the decisions name. */
export interface VerifyDeps {
  /** Hears of every entry that could be read. */
  readonly onEntry?: (entry: Entry) => void
  readonly store: JournalStore &
    Pick<FeedStore, 'feedNumbers' | 'isPendingFeed'> &
    Pick<OrderBindingStore, 'accountOfOrder'>
  readonly policies: Pick<Policies, 'version'>
  /** What the audit log says of erasures; left out where it is not known. */
  readonly erasures?: ErasureLog
}

/** What was walked, with every fault that was found; JSON names. */
export interface Verification {
  readonly accounts: number
  readonly entries: number
  /** Of refunds and of disputes. */
  readonly decisions: number
  /** Decisions whose facts were erased: covered by the chain, but not replayable. */
  readonly not_replayable: number
  readonly faults: readonly ChainFault[]
}

/** One account, some, or (null) all. */
type JournalScope = { readonly account: string | null } | { readonly accounts: Iterable<string> }

/**
 * Walks the streams of some accounts, or all: derives once more what every decision looked at, decides it once more, and sees
 * that the orders are bound to their account.
 */
export async function verifyJournal(deps: VerifyDeps, scope: JournalScope): Promise<Verification> {
  const total = { accounts: 0, entries: 0, decisions: 0, not_replayable: 0 }
  const found: (readonly ChainFault[])[] = []
  for await (const step of accountsOf(deps.store, scope)) {
    if (!('account' in step)) {
      found.push([unreadableAccounts(step.message)])
      continue
    }
    const part = await verifyAccount(deps, step.account)
    total.accounts += part.entries > 0 ? 1 : 0
    total.entries += part.entries
    total.decisions += part.decisions
    total.not_replayable += part.not_replayable
    found.push(part.faults)
  }
  return { ...total, faults: found.flat() }
}

async function* accountsOf(store: VerifyDeps['store'], scope: JournalScope): AsyncGenerator<AccountStep> {
  if ('accounts' in scope) for (const account of scope.accounts) yield { account }
  else if (scope.account !== null) yield { account: scope.account }
  else yield* readAccounts(store)
}

async function verifyAccount(deps: VerifyDeps, account: string): Promise<Omit<Verification, 'accounts'>> {
  const walk = walkChain(account, deps.erasures)
  const stream = rememberStream()
  const found: (readonly ChainFault[])[] = []
  let [entries, decisions, notReplayable] = [0, 0, 0]
  let told: string | null = null
  const written: Pick<Entry, 'account' | 'sequence' | 'id'>[] = []
  for await (const step of readStream(deps.store, account)) {
    entries += 1
    if (!('entry' in step)) {
      const unreadable = walk.unreadable(step.sequence, step.message)
      // What a file that is not there held would hide everything else: it is told once.
      if (step.message !== told) found.push([unreadable])
      told = step.message
      stream.lose()
      continue
    }
    const { entry } = step
    deps.onEntry?.(entry)
    written.push({ account, sequence: entry.sequence, id: entry.id })
    const faults = walk.next(entry)
    found.push(faults)
    const isSound = faults.every(({ code }) => besideContent.has(code))
    if (!isSound) stream.lose()
    if (isDeciding(entry)) {
      decisions += 1
      const isWhole = faults.every(({ code }) => !contentCodes.has(code))
      const decided = isWhole ? await verifyDecision(deps, entry, stream.before(entry)) : []
      if (decided === 'erased') notReplayable += 1
      else found.push(decided)
    }
    stream.note(entry, isSound)
  }
  found.push(walk.end(), await passedOnFaults(deps.store, written))
  found.push(await bindingFaults(deps.store, account, stream.orders()))
  return { entries, decisions, not_replayable: notReplayable, faults: found.flat() }
}

/** Faults after which there is nothing to decide once more. */
const contentCodes: ReadonlySet<ChainFault['code']> = new Set(['hash_wrong', 'commitment_wrong', 'entry_unreadable'])

/** Faults that leave what follows from the stream as it is. */
const besideContent: ReadonlySet<ChainFault['code']> = new Set(['pending_wrong', 'key_used_twice'])

/** There is no entry to name: the list itself is damaged. */
function unreadableAccounts(message: string): ChainFault {
  return { account: '', sequence: 0, id: null, code: 'entry_unreadable', message }
}
