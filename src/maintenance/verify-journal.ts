import { type Replay, replayDecision } from '../decisions/replay.ts'
import { replayDispute } from '../decisions/replay-dispute.ts'
import type { Entry, EntryOf } from '../journal/entry.ts'
import type { FeedStore } from '../journal/feed-store.ts'
import type { JournalStore } from '../journal/journal-store.ts'
import { isOfKind } from '../journal/of-kind.ts'
import { type AccountStep, readAccounts, readStream } from '../journal/read-stream.ts'
import { type ChainFault, walkChain } from '../journal/verify-chain.ts'
import type { ErasureLog } from '../journal/verify-erasures.ts'
import { passedOnFaults } from '../journal/verify-feed.ts'
import type { LoadedPolicy, Policies } from '../policy/versions/policies.ts'
import { Problem } from '../problems/problem.ts'
import type { Head } from './heads.ts'

/** What is walked, and the versions that the decisions name. */
export interface VerifyDeps {
  /** Hears of every entry that could be read. */
  readonly onEntry?: (entry: Entry) => void
  readonly store: Pick<JournalStore, 'stream' | 'accounts' | 'entryAt'> & Pick<FeedStore, 'feedNumbers'>
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

/** Walks one account's stream, or all, and decides every decision once more. */
export async function verifyJournal(
  deps: VerifyDeps,
  scope: { readonly account: string | null; readonly heads: readonly Head[] },
): Promise<Verification> {
  const total = { accounts: 0, entries: 0, decisions: 0, not_replayable: 0 }
  const heads = new Map(scope.heads.map((head) => [head.account, head]))
  const found: (readonly ChainFault[])[] = []
  for await (const step of accountsOf(deps.store, scope)) {
    if (!('account' in step)) {
      found.push([unreadableAccounts(step.message)])
      continue
    }
    const part = await verifyAccount(deps, step.account, heads.get(step.account) ?? null)
    heads.delete(step.account)
    total.accounts += part.entries > 0 ? 1 : 0
    total.entries += part.entries
    total.decisions += part.decisions
    total.not_replayable += part.not_replayable
    found.push(part.faults)
  }
  const unseen = [...heads.values()].filter((head) => scope.account === null || head.account === scope.account)
  return { ...total, faults: [...found.flat(), ...unseen.map(missingHead)] }
}

async function* accountsOf(
  store: VerifyDeps['store'],
  scope: { readonly account: string | null },
): AsyncGenerator<AccountStep> {
  if (scope.account !== null) yield { account: scope.account }
  else yield* readAccounts(store)
}

async function verifyAccount(
  deps: VerifyDeps,
  account: string,
  kept: Head | null,
): Promise<Omit<Verification, 'accounts'>> {
  const walk = walkChain(account, deps.erasures)
  const found: (readonly ChainFault[])[] = []
  let [entries, decisions, notReplayable] = [0, 0, 0]
  let isKept = kept === null
  const passedOn: Pick<Entry, 'account' | 'sequence' | 'id'>[] = []
  for await (const step of readStream(deps.store, account)) {
    entries += 1
    const sequence = 'entry' in step ? step.entry.sequence : step.sequence
    if (sequence === kept?.sequence) isKept = true
    if (!('entry' in step)) {
      found.push([walk.unreadable(sequence, step.message)])
      continue
    }
    const { entry } = step
    deps.onEntry?.(entry)
    if (!entry.pending.feed) passedOn.push({ account, sequence, id: entry.id })
    const faults = walk.next(entry)
    found.push(faults)
    if (sequence === kept?.sequence && entry.hash !== kept.hash) found.push([differingHead(kept, entry)])
    if (!isOfKind(entry, decidingKinds)) continue
    decisions += 1
    const replayed = faults.some(({ code }) => contentCodes.has(code)) ? [] : await replayFaults(deps, entry)
    if (replayed === 'erased') notReplayable += 1
    else found.push(replayed)
  }
  found.push(walk.end(), await passedOnFaults(deps.store, passedOn))
  if (!isKept && kept !== null) found.push([missingHead(kept)])
  return { entries, decisions, not_replayable: notReplayable, faults: found.flat() }
}

const decidingKinds = ['decision', 'dispute_opened', 'dispute_amended'] as const
type DecidingEntry = EntryOf<(typeof decidingKinds)[number]>

/** Faults after which there is nothing to decide once more. */
const contentCodes: ReadonlySet<ChainFault['code']> = new Set(['hash_wrong', 'commitment_wrong', 'entry_unreadable'])

async function replayFaults(deps: VerifyDeps, entry: DecidingEntry): Promise<readonly ChainFault[] | 'erased'> {
  const named = { account: entry.account, sequence: entry.sequence, id: entry.id }
  const loaded = await versionOf(deps, entry)
  if (loaded === null) {
    return [
      { ...named, code: 'policy_missing', message: 'the policy version that it names is not there or another text' },
    ]
  }
  const replay = await replayOrRefuse(loaded, entry)
  switch (replay.result) {
    case 'same':
      return []
    case 'erased':
      return 'erased'
    case 'different':
      return [
        {
          ...named,
          code: 'decision_differs',
          message: `decided again it differs: stored ${replay.stored}, replayed ${replay.replayed}`,
        },
      ]
  }
}

/** What is stored may be such that nothing can be decided on it. */
async function replayOrRefuse(loaded: LoadedPolicy, entry: DecidingEntry): Promise<Replay> {
  try {
    return entry.kind === 'decision' ? await replayDecision(loaded, entry) : await replayDispute(loaded, entry)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { result: 'different', stored: 'a decision', replayed: `a fault (${why})` }
  }
}

async function versionOf(deps: VerifyDeps, entry: Entry): Promise<LoadedPolicy | null> {
  if (entry.policy === null) return null
  try {
    const loaded = await deps.policies.version(entry.policy.name, entry.policy.version)
    return loaded.version.sha256 === entry.policy.sha256 ? loaded : null
  } catch (error) {
    if (error instanceof Problem && /^(?:policy_|invalid_policy|store_damaged)/u.test(error.code)) return null
    throw error
  }
}

/** There is no entry to name: the list itself is damaged. */
function unreadableAccounts(message: string): ChainFault {
  return { account: '', sequence: 0, id: null, code: 'entry_unreadable', message }
}

function missingHead({ account, sequence }: Head): ChainFault {
  const message = `the stream ends before entry ${sequence}, which was kept elsewhere: its tail is gone`
  return { account, sequence, id: null, code: 'head_missing', message }
}

function differingHead({ account, sequence }: Head, entry: Entry): ChainFault {
  const message = 'it is not the entry whose hash was kept elsewhere'
  return { account, sequence, id: entry.id, code: 'head_differs', message }
}
