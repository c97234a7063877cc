import { sha256 } from '../fingerprint/fingerprint.ts'
import { Problem } from '../problems/problem.ts'
import { formatInstant } from '../time/instant.ts'
import { knownVersion, personOf } from './create-draft.ts'
import type { Draft, Person } from './draft.ts'
import type { DraftDeps } from './draft-deps.ts'
import type { DraftKeeper } from './draft-keeper.ts'
import { draftChanged } from './draft-problems.ts'
import type { DraftEdit } from './drafts.ts'
import { nextRevision } from './next-revision.ts'
import { isAmong } from './person.ts'

/** Writes a text into the draft; see {@link Drafts}. Whoever is late hears how the text that is there differs from theirs. */
export async function editDraft(deps: DraftDeps, keeper: DraftKeeper, edit: DraftEdit): Promise<Draft> {
  const { store, clock } = deps
  const { policy, id, text, baseVersion, reason } = edit
  const draft = await keeper.load(policy, id)
  if (draft.revision !== edit.revision) throw await lateEdit(deps, draft, edit)
  await keeper.loadRevision(edit)
  if (draft.retires) {
    throw new Problem('invalid_request', 'A draft that retires the policy has no text of its own; discard it.')
  }
  const newest = baseVersion === undefined ? null : await store.newestPolicyVersion(policy)
  const by = personOf(edit.by)
  const now = clock.now()
  const edited = nextRevision(
    draft,
    { act: 'edited', by, now },
    {
      text,
      sha256: sha256(text),
      reason: reason ?? draft.reason,
      base_version: baseVersion === undefined ? draft.base_version : knownVersion(baseVersion, newest, policy),
      edits: draft.edits + 1,
      edited_by: by,
      edited_at: formatInstant(now),
      writers: writersAfter(draft, by),
      schedule: null,
      refused: null,
    },
  )
  if (await keeper.replace(draft, edited)) return edited
  throw await lateEdit(deps, await keeper.load(policy, id), edit)
}

/** Of a text that came from a version nobody here is the writer. */
function writersAfter({ edits, writers }: Draft, by: Person): readonly Person[] {
  if (edits === 0) return [by]
  return isAmong(by, writers) ? writers : [...writers, by]
}

async function lateEdit(deps: DraftDeps, draft: Draft, { text, revision }: DraftEdit): Promise<Problem> {
  const base = { name: `revision ${draft.revision}`, text: draft.text }
  const { mine } = await deps.compareTexts({ base, mine: { name: 'sent', text }, theirs: null })
  return draftChanged(draft, revision, { difference: mine })
}
