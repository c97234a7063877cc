import { setImmediate as nextTurn } from 'node:timers/promises'
import { decidingKinds } from '../decisions/replay-entry.ts'
import type { ReplaySelection } from '../decisions/replay-selection.ts'
import { addTallies, emptyTally, type ReplayTally } from '../decisions/replay-tally.ts'
import type { ReplayAnswer, ReplayDone, ReplayTask } from '../decisions/replay-task.ts'
import type { PolicyReference } from '../journal/entry.ts'
import type { JournalStore, StoredBlock, StoredSelection } from '../journal/journal-store.ts'
import type { HandedVersion } from '../policy/versions/handed-version.ts'
import { type PolicyVersion, referenceTo } from '../policy/versions/policy-version.ts'
import type { PolicyVersionStore } from '../policy/versions/policy-version-store.ts'
import { accountBlock } from './account-block.ts'

/** Who does replay tasks, so many at a time. */
export interface Replayers {
  readonly width: number
  run(task: ReplayTask): Promise<ReplayAnswer>
}

/** What is decided again, and by what; times are UTC ISO 8601, `from` inclusive, `to` exclusive. */
export interface ReplayRequest extends Pick<ReplayTask, 'policy'> {
  /** The text in place of the version that decided; null: each by its own. */
  readonly by: PolicyVersion | null
  readonly from?: string
  readonly to?: string
  /** Whose decisions; all where it is left out. */
  readonly only?: ReplaySelection
}

/** What stored decisions are decided again with. */
export interface ReplayDeps {
  readonly store: Pick<JournalStore, 'storedBlock' | 'stream'> & Pick<PolicyVersionStore, 'policyVersion'>
  /** The first block is done in this thread; threads are only asked for where there is more. */
  readonly here: Replayers
  readonly threads: () => Replayers
  /** Reads the text of a version once for all threads; left out, each of them reads it by itself. */
  readonly readForThreads?: (version: PolicyVersion) => HandedVersion | null
  /** Hears how many were decided again so far. */
  readonly onProgress: (decisions: number) => void
  /** Aborted, nothing more is read, and it rejects with the signal's reason. */
  readonly stop?: AbortSignal
}

/** Entries that go to a thread in one piece. */
const blockSize = 1000
/** Pieces for each thread: one that it works on, and one that waits. */
const ahead = 2

/**
 * Decides stored decisions and disputes again, oldest first, in constant memory; what is written meanwhile may or may
 * not be among them.
 */
export async function replayStore(deps: ReplayDeps, request: ReplayRequest): Promise<ReplayTally> {
  let total = emptyTally
  await replayInBlocks(deps, request, {
    follows: false,
    hear: ({ tally }) => {
      total = addTallies(total, tally)
      deps.onProgress(total.decisions)
    },
  })
  return total
}

/** Who hears what came of each block, in the order of the blocks. */
interface BlockListener {
  /** Whether what became of credits is asked for. */
  readonly follows: boolean
  hear(done: ReplayDone): void
}

const everybody: ReplaySelection = { account: null, sample: null }

/** {@link replayStore}, block by block. Between two blocks everything else in this thread has its turn. */
export async function replayInBlocks(
  deps: ReplayDeps,
  request: ReplayRequest,
  { follows, hear }: BlockListener,
): Promise<void> {
  const { policy, by, only = everybody, ...period } = request
  const read = blocksOf(deps.store, { kinds: decidingKinds, ...period }, only)
  let block = await read(null)
  const isShort = block.next === null
  const replayers = isShort ? deps.here : deps.threads()
  const versions = createVersions(deps.store, by, isShort ? asText : (deps.readForThreads ?? asText))
  const task = { policy, by: by === null ? null : referenceTo(by), only, follows, versions: [] }
  const waiting: Promise<ReplayDone>[] = []
  const takeFirst = async (): Promise<void> => {
    const done = await waiting.shift()
    if (done !== undefined) hear(done)
  }
  for (;;) {
    waiting.push(handled(replayBlock(versions, replayers, { ...task, block })))
    if (waiting.length >= ahead * replayers.width) await takeFirst()
    if (block.next === null) break
    await nextTurn()
    deps.stop?.throwIfAborted()
    block = await read(block.next)
  }
  while (waiting.length > 0) await takeFirst()
  deps.stop?.throwIfAborted()
}

/** Those of one account stand in its own stream. */
function blocksOf(
  store: ReplayDeps['store'],
  selection: StoredSelection,
  { account }: ReplaySelection,
): (after: string | null) => Promise<StoredBlock> {
  return account === null
    ? (after) => store.storedBlock(selection, after, blockSize)
    : (after) => accountBlock(store, { ...selection, account }, after, blockSize)
}

/** It is awaited in its turn: until then its failure is nobody's. */
function handled(done: Promise<ReplayDone>): Promise<ReplayDone> {
  done.catch(() => undefined)
  return done
}

type Versions = (reference: PolicyReference) => Promise<HandedVersion | null>

async function replayBlock(versionOf: Versions, replayers: Replayers, task: ReplayTask): Promise<ReplayDone> {
  const answer = await replayers.run(task)
  if ('tally' in answer) return answer
  const versions = await Promise.all(answer.missing.map(async (one) => [one, await versionOf(one)] as const))
  return replayBlock(versionOf, replayers, { ...task, versions })
}

function asText(version: PolicyVersion): HandedVersion {
  return { version, policy: null }
}

/** Finds versions and makes them ready to be handed over, each once; null for one that is not there, or is another text. */
function createVersions(
  store: ReplayDeps['store'],
  by: PolicyVersion | null,
  handOver: (version: PolicyVersion) => HandedVersion | null,
): Versions {
  const known = new Map<string, Promise<HandedVersion | null>>()
  const find = async ({ name, version, sha256 }: PolicyReference): Promise<HandedVersion | null> => {
    const isBy = by !== null && by.name === name && by.version === version && by.sha256 === sha256
    const found = isBy ? by : await store.policyVersion(name, version)
    return found?.sha256 === sha256 ? handOver(found) : null
  }
  return (reference) => {
    const key = JSON.stringify([reference.name, reference.version, reference.sha256])
    const found = known.get(key) ?? find(reference)
    known.set(key, found)
    return found
  }
}
