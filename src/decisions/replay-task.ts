import type { PolicyReference } from '../journal/entry.ts'
import type { StoredBlock } from '../journal/journal-store.ts'
import { createCompiledEvaluator } from '../policy/evaluate/compiled.ts'
import { unflattenPolicy } from '../policy/versions/flat-policy.ts'
import type { HandedVersion } from '../policy/versions/handed-version.ts'
import type { LoadedPolicy } from '../policy/versions/policies.ts'
import type { PolicyVersion } from '../policy/versions/policy-version.ts'
import { Problem } from '../problems/problem.ts'
import { atOnce } from '../time/in-slices.ts'
import { createReplayCount } from './replay-count.ts'
import { createReplayMoves, type ReplayMove } from './replay-moves.ts'
import { asksFor, type ReplaySelection } from './replay-selection.ts'
import type { ReplayTally } from './replay-tally.ts'
import { replayTexts, type StoredTexts } from './replay-texts.ts'

/** Entries to decide again, and by what; plain data, so that it can go to another thread. */
export interface ReplayTask {
  readonly block: StoredBlock
  /** Only decisions by the policy of this name; null for all. */
  readonly policy: string | null
  /** The version in place of the one that decided; null: each by its own. */
  readonly by: PolicyReference | null
  /** Whose decisions. */
  readonly only: ReplaySelection
  /** Whether what became of credits is asked for. */
  readonly follows: boolean
  /** Versions that an answer asked for; null for one that is not stored, or cannot be read. */
  readonly versions: readonly (readonly [PolicyReference, HandedVersion | null])[]
}

/** What came of it; or the versions that it takes: the task is to be given again with them. */
export type ReplayAnswer = ReplayDone | { readonly missing: readonly PolicyReference[] }

/** What came of a task. */
export interface ReplayDone {
  readonly tally: ReplayTally
  /** In the order in which it was decided; none where they are not asked for. */
  readonly moves: readonly ReplayMove[]
}

/** So many versions are kept ready. */
const mostReady = 100

/** Does replay tasks, and keeps the versions that they take ready for the next. */
export function createReplayer(
  textsOf: (block: StoredBlock) => Iterable<StoredTexts>,
): (task: ReplayTask) => Promise<ReplayAnswer> {
  const given = new Map<string, LoadedPolicy | null>()
  const ready = async (handed: HandedVersion | null): Promise<LoadedPolicy | null> => {
    if (handed === null) return null
    const key = keyOf(handed.version)
    const known = given.get(key)
    if (known !== undefined) return known
    const loaded = await loadedOrNull(handed)
    if (given.size >= mostReady) given.clear()
    given.set(key, loaded)
    return loaded
  }
  return async ({ block, policy, by, versions, only, follows }) => {
    const told = new Map<string, LoadedPolicy | null>()
    for (const [reference, version] of versions) told.set(keyOf(reference), await ready(version))
    const missing = new Map<string, PolicyReference>()
    const version = (reference: PolicyReference): LoadedPolicy | null => {
      const key = keyOf(reference)
      const loaded = told.get(key) ?? given.get(key)
      if (loaded === undefined && !told.has(key)) missing.set(key, reference)
      return loaded ?? null
    }
    const deciding = by === null ? null : version(by)
    if (missing.size > 0) return { missing: [...missing.values()] }
    const scope = { policy, by: by === null ? null : needed(deciding), version }
    const count = createReplayCount()
    const moves = createReplayMoves()
    const listeners = follows ? [count, moves] : [count]
    await replayTexts(textsOf(block), { scope, isAsked: asksFor(only), listeners })
    return missing.size > 0 ? { missing: [...missing.values()] } : { tally: count.tally(), moves: moves.moves() }
  }
}

function needed(loaded: LoadedPolicy | null): LoadedPolicy {
  if (loaded === null) throw new Error('the policy text to decide by cannot be read')
  return loaded
}

/** A reference that names another digest than the version has, names none. */
function keyOf({ name, version, sha256 }: PolicyReference): string {
  return `${sha256} ${version} ${name}`
}

/** Null for a text that this build cannot read, or that is not the one that was published. */
async function loadedOrNull({ version, policy: flat }: HandedVersion): Promise<LoadedPolicy | null> {
  if (flat === null) return readOrNull(version)
  const policy = atOnce(unflattenPolicy(flat))
  return { version, policy, evaluator: createCompiledEvaluator(policy) }
}

/** What reads a text is loaded where one is to be read. */
async function readOrNull(version: PolicyVersion): Promise<LoadedPolicy | null> {
  const [{ loadVersion }, { prepareTextWith }] = await Promise.all([
    import('../policy/versions/load-policy.ts'),
    import('../policy/versions/prepare-text.ts'),
  ])
  try {
    return await loadVersion(prepareTextWith(createCompiledEvaluator), version)
  } catch (error) {
    if (error instanceof Problem && error.code === 'store_damaged') return null
    throw error
  }
}
