import type { Entry } from '../journal/entry.ts'
import type { JournalStore } from '../journal/journal-store.ts'
import { type ChainFault, walkChain } from '../journal/verify-chain.ts'
import type { LoadedPolicy, Policies } from '../policy/versions/policies.ts'
import { Problem } from '../problems/problem.ts'
import { replayDecision } from './replay.ts'

export interface VerifyDeps {
  readonly store: Pick<JournalStore, 'stream' | 'accounts'>
  readonly policies: Pick<Policies, 'version'>
}

/** The newest entry of an account, kept elsewhere: against it a cut-off tail is found. */
export interface Head {
  readonly account: string
  readonly sequence: number
  readonly hash: string
}

export interface Verification {
  readonly accounts: number
  readonly entries: number
  readonly decisions: number
  /** Decisions whose facts were erased: covered by the chain, but not replayable. */
  readonly not_replayable: number
  readonly faults: readonly ChainFault[]
}

const pageSize = 500

/** Walks one account's stream, or all, and decides every decision once more. */
export async function verifyJournal(
  deps: VerifyDeps,
  scope: { readonly account: string | null; readonly heads: readonly Head[] },
): Promise<Verification> {
  const total = { accounts: 0, entries: 0, decisions: 0, not_replayable: 0, faults: [] as ChainFault[] }
  const heads = new Map(scope.heads.map((head) => [head.account, head]))
  for await (const account of accountsOf(deps.store, scope)) {
    const part = await verifyAccount(deps, account, heads.get(account) ?? null)
    heads.delete(account)
    total.accounts += part.entries > 0 ? 1 : 0
    total.entries += part.entries
    total.decisions += part.decisions
    total.not_replayable += part.not_replayable
    total.faults.push(...part.faults)
  }
  const unseen = [...heads.values()].filter((head) => scope.account === null || head.account === scope.account)
  return { ...total, faults: [...total.faults, ...unseen.map(missingHead)] }
}

/** The newest entry of every account, ascending. */
export async function* journalHeads(store: Pick<JournalStore, 'accounts' | 'head'>): AsyncGenerator<Head> {
  for await (const account of allAccounts(store)) {
    const head = await store.head(account)
    if (head !== null) yield { account, sequence: head.sequence, hash: head.hash }
  }
}

async function* accountsOf(
  store: VerifyDeps['store'],
  scope: { readonly account: string | null },
): AsyncGenerator<string> {
  if (scope.account !== null) yield scope.account
  else yield* allAccounts(store)
}

async function* allAccounts(store: Pick<JournalStore, 'accounts'>): AsyncGenerator<string> {
  let last: string | null = null
  for (;;) {
    const page: readonly string[] = await store.accounts(last, pageSize)
    yield* page
    last = page.at(-1) ?? null
    if (last === null || page.length < pageSize) return
  }
}

async function verifyAccount(
  deps: VerifyDeps,
  account: string,
  kept: Head | null,
): Promise<Omit<Verification, 'accounts'>> {
  const walk = walkChain(account)
  const faults: ChainFault[] = []
  let [entries, decisions, notReplayable] = [0, 0, 0]
  let isKept = kept === null
  for await (const entry of entriesOf(deps.store, account)) {
    faults.push(...walk.next(entry))
    entries += 1
    if (kept !== null && entry.sequence === kept.sequence) {
      isKept = true
      if (entry.hash !== kept.hash) faults.push(differingHead(kept, entry))
    }
    if (entry.kind !== 'decision') continue
    decisions += 1
    const replayed = await replayFaults(deps, entry)
    if (replayed === 'erased') notReplayable += 1
    else faults.push(...replayed)
  }
  faults.push(...walk.end())
  if (!isKept && kept !== null) faults.push(missingHead(kept))
  return { entries, decisions, not_replayable: notReplayable, faults }
}

async function* entriesOf(store: VerifyDeps['store'], account: string): AsyncGenerator<Entry> {
  let after = 0
  for (;;) {
    const page = await store.stream(account, after, pageSize)
    yield* page
    const last = page.at(-1)
    if (last === undefined) return
    after = last.sequence
  }
}

async function replayFaults(deps: VerifyDeps, entry: Entry): Promise<readonly ChainFault[] | 'erased'> {
  const named = { account: entry.account, sequence: entry.sequence, id: entry.id }
  const loaded = await versionOf(deps, entry)
  if (loaded === null) {
    return [
      { ...named, code: 'policy_missing', message: 'the policy version that it names is not there or another text' },
    ]
  }
  const replay = await replayDecision(loaded, entry)
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

async function versionOf(deps: VerifyDeps, entry: Entry): Promise<LoadedPolicy | null> {
  if (entry.policy === null) return null
  try {
    const loaded = await deps.policies.version(entry.policy.name, entry.policy.version)
    return loaded.version.sha256 === entry.policy.sha256 ? loaded : null
  } catch (error) {
    if (error instanceof Problem && error.code.startsWith('policy_')) return null
    throw error
  }
}

function missingHead({ account, sequence }: Head): ChainFault {
  const message = `the stream ends before entry ${sequence}, which was kept elsewhere: its tail is gone`
  return { account, sequence, id: null, code: 'head_missing', message }
}

function differingHead({ account, sequence }: Head, entry: Entry): ChainFault {
  const message = 'it is not the entry whose hash was kept elsewhere'
  return { account, sequence, id: entry.id, code: 'head_differs', message }
}
