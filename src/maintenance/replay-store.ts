import { decidingKinds } from '../decisions/replay-entry.ts'
import { addTallies, emptyTally, type ReplayTally } from '../decisions/replay-tally.ts'
import type { ReplayAnswer, ReplayTask } from '../decisions/replay-task.ts'
import type { PolicyReference } from '../journal/entry.ts'
import type { JournalStore } from '../journal/journal-store.ts'
import type { PolicyVersion } from '../policy/versions/policy-version.ts'
import type { PolicyVersionStore } from '../policy/versions/policy-version-store.ts'

/** Who does replay tasks, so many at a time. */
export interface Replayers {
  readonly width: number
  run(task: ReplayTask): Promise<ReplayAnswer>
}

/** What is decided again, and by what; times are UTC ISO 8601, `from` inclusive, `to` exclusive. */
export interface ReplayRequest extends Pick<ReplayTask, 'policy' | 'by'> {
  readonly from?: string
  readonly to?: string
}

interface ReplayDeps {
  readonly store: Pick<JournalStore, 'storedBlock'> & Pick<PolicyVersionStore, 'policyVersion'>
  /** The first block is done in this thread; threads are only asked for where there is more. */
  readonly here: Replayers
  readonly threads: () => Replayers
  /** Hears how many were decided again so far. */
  readonly onProgress: (decisions: number) => void
}

/** Entries that go to a thread in one piece. */
const blockSize = 500
/** Pieces for each thread: one that it works on, and one that waits. */
const ahead = 2

/**
 * Decides stored decisions and disputes again, oldest first, in constant memory; what is written meanwhile may or may
 * not be among them.
 */
export async function replayStore(deps: ReplayDeps, request: ReplayRequest): Promise<ReplayTally> {
  const { policy, by, ...period } = request
  const selection = { kinds: decidingKinds, ...period }
  let block = await deps.store.storedBlock(selection, null, blockSize)
  const replayers = block.next === null ? deps.here : deps.threads()
  const waiting: Promise<ReplayTally>[] = []
  let total = emptyTally
  const takeFirst = async (): Promise<void> => {
    total = addTallies(total, (await waiting.shift()) ?? emptyTally)
    deps.onProgress(total.decisions)
  }
  for (;;) {
    waiting.push(handled(replayBlock(deps.store, replayers, { block, policy, by, versions: [] })))
    if (waiting.length >= ahead * replayers.width) await takeFirst()
    if (block.next === null) break
    block = await deps.store.storedBlock(selection, block.next, blockSize)
  }
  while (waiting.length > 0) await takeFirst()
  return total
}

/** It is awaited in its turn: until then its failure is nobody's. */
function handled(tally: Promise<ReplayTally>): Promise<ReplayTally> {
  tally.catch(() => undefined)
  return tally
}

async function replayBlock(store: ReplayDeps['store'], replayers: Replayers, task: ReplayTask): Promise<ReplayTally> {
  const answer = await replayers.run(task)
  if ('tally' in answer) return answer.tally
  const versions = await Promise.all(answer.missing.map(async (one) => [one, await versionOf(store, one)] as const))
  return replayBlock(store, replayers, { ...task, versions })
}

async function versionOf(
  store: ReplayDeps['store'],
  { name, version, sha256 }: PolicyReference,
): Promise<PolicyVersion | null> {
  const stored = await store.policyVersion(name, version)
  return stored?.sha256 === sha256 ? stored : null
}
