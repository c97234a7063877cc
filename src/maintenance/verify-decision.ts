import { type Differences, deriveAgain, type StreamBefore } from '../decisions/derive-again.ts'
import { type DecidingEntry, replayEntry } from '../decisions/replay-entry.ts'
import { deriveDisputeAgain } from '../disputes/derive-dispute.ts'
import { canonicalJson } from '../fingerprint/canonical-json.ts'
import type { Entry } from '../journal/entry.ts'
import { isErased } from '../journal/erase-entry.ts'
import type { JournalStore } from '../journal/journal-store.ts'
import type { ChainFault, ChainFaultCode } from '../journal/verify-chain.ts'
import type { LoadedPolicy, Policies } from '../policy/versions/policies.ts'
import { Problem } from '../problems/problem.ts'

interface DecisionDeps {
  readonly store: JournalStore
  readonly policies: Pick<Policies, 'version'>
}

/**
 * Decides once more what was decided, and gathers once more what it looked at (not where `before` is null: the stream
 * before it is damaged). `erased` where its facts are gone.
 */
export async function verifyDecision(
  deps: DecisionDeps,
  entry: DecidingEntry,
  before: StreamBefore | null,
): Promise<readonly ChainFault[] | 'erased'> {
  const loaded = await versionOf(deps, entry)
  if (loaded === null) {
    return [faultOf(entry, 'policy_missing', 'the policy version that it names is not there or another text')]
  }
  const derived = before === null || isErased(entry) ? [] : await derivedFaults(deps, { loaded, entry, before })
  const replay = await orRefused(() => replayEntry(loaded, entry))
  if (typeof replay === 'string')
    return [...derived, faultOf(entry, 'decision_differs', `it cannot be decided: ${replay}`)]
  switch (replay.result) {
    case 'same':
      return derived
    case 'erased':
      return 'erased'
    case 'different': {
      const [stored, replayed] = [replay.stored, replay.replayed].map(canonicalJson)
      const message = `decided again it differs: stored ${stored}, replayed ${replayed}`
      return [...derived, faultOf(entry, 'decision_differs', message)]
    }
  }
}

async function derivedFaults(
  { store }: DecisionDeps,
  {
    loaded,
    entry,
    before,
  }: { readonly loaded: LoadedPolicy; readonly entry: DecidingEntry; readonly before: StreamBefore },
): Promise<readonly ChainFault[]> {
  const found = await orRefused<Differences | null>(() =>
    entry.kind === 'decision'
      ? deriveAgain(store, loaded, { entry, before })
      : deriveDisputeAgain(store, loaded, { entry, before }),
  )
  if (found === null) return []
  if (typeof found === 'string') {
    return [faultOf(entry, 'circumstances_differ', `what it looked at cannot be gathered: ${found}`)]
  }
  const because = 'what it looked at does not follow from the entries before it:'
  return [
    ...(found.circumstances.length === 0
      ? []
      : [faultOf(entry, 'circumstances_differ', `${because} ${found.circumstances.join(', ')}`)]),
    ...(found.history.length === 0
      ? []
      : [faultOf(entry, 'history_differs', `${because} ${found.history.join(', ')}`)]),
  ]
}

/** What is stored may be such that nothing can be decided on it: why, in words. A store that cannot be reached is no fault of it. */
async function orRefused<Result>(work: () => Promise<Result>): Promise<Result | string> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Problem && error.code === 'store_unavailable') throw error
    return error instanceof Error ? error.message : String(error)
  }
}

async function versionOf(deps: DecisionDeps, entry: Entry): Promise<LoadedPolicy | null> {
  if (entry.policy === null) return null
  try {
    const loaded = await deps.policies.version(entry.policy.name, entry.policy.version)
    return loaded.version.sha256 === entry.policy.sha256 ? loaded : null
  } catch (error) {
    if (error instanceof Problem && /^(?:policy_|invalid_policy|store_damaged)/u.test(error.code)) return null
    throw error
  }
}

function faultOf({ account, sequence, id }: Entry, code: ChainFaultCode, message: string): ChainFault {
  return { account, sequence, id, code, message }
}
