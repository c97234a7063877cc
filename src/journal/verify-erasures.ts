import { canonicalJson } from '../fingerprint/canonical-json.ts'
import type { Commitments, Entry, EntryOf } from './entry.ts'
import { keptValues, noCommitments } from './entry-forms.ts'
import { isErased } from './erase-entry.ts'
import { sealConfidential } from './seal.ts'

/** What the audit log says of erasures. */
export interface ErasureLog {
  /** The account by the id of the log's entry that asks for its erasure; null where the log is not looked at. */
  readonly requests: ReadonlyMap<string, string> | null
  /** Before it personal data was erased for its age alone; null where none was. UTC ISO 8601. */
  readonly retainedSince: string | null
}

/** The audit log is not looked at. */
export const noErasures: ErasureLog = { requests: null, retainedSince: null }

/** What is wrong with erasures along a stream. */
export interface NotedErasures {
  note(entry: Entry): void
  /** Once the whole stream was noted: an erasure stands behind what it is about. */
  faults(): readonly ErasureFault[]
}

interface ErasureFault {
  readonly entry: Entry
  readonly code: 'erased_without_erasure' | 'erasure_unlogged'
  readonly message: string
}

/** Notes what was erased along a stream, and why it was. */
export function noteErasures(log: ErasureLog): NotedErasures {
  const erased: Entry[] = []
  const erasures: EntryOf<'erasure'>[] = []
  return {
    note: (entry) => {
      if (isErased(entry)) erased.push(entry)
      if (entry.kind === 'erasure') erasures.push(entry)
    },
    faults: () => [...uncovered(erased, erasures, log), ...unlogged(erasures, log)],
  }
}

/** All that is there is what was committed to, and nothing is gone but what an erasure removes. */
export function keepsItsCommitments(entry: Entry): boolean {
  const { confidential, commitments } = entry
  const found = confidential === null ? noCommitments : sealConfidential(confidential).commitments
  if (!isErased(entry)) return canonicalJson(found) === canonicalJson(commitments)
  return (Object.keys(noCommitments) as (keyof Commitments)[]).every(
    (part) => found[part] === (part in keptValues ? commitments[part] : null),
  )
}

function uncovered(
  erased: readonly Entry[],
  erasures: readonly EntryOf<'erasure'>[],
  { retainedSince }: ErasureLog,
): ErasureFault[] {
  const covered = Math.max(0, ...erasures.map(({ request }) => request.up_to))
  return erased
    .filter(({ sequence, at }) => sequence > covered && (retainedSince === null || at >= retainedSince))
    .map((entry) => ({
      entry,
      code: 'erased_without_erasure',
      message: 'its facts are gone, but no erasure covers it',
    }))
}

function unlogged(erasures: readonly EntryOf<'erasure'>[], { requests }: ErasureLog): ErasureFault[] {
  if (requests === null) return []
  return erasures
    .filter(({ account, request }) => requests.get(request.requested_by) !== account)
    .map((entry) => ({ entry, code: 'erasure_unlogged', message: 'the audit log does not know of this erasure' }))
}
