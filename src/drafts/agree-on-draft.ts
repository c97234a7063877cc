import { Problem } from '../problems/problem.ts'
import { formatInstant } from '../time/instant.ts'
import { personOf } from './create-draft.ts'
import type { Draft, DraftApproval } from './draft.ts'
import type { DraftDeps } from './draft-deps.ts'
import type { DraftKeeper } from './draft-keeper.ts'
import type { Drafts, OnDraft } from './drafts.ts'
import { nextRevision } from './next-revision.ts'
import { isAmong, isSamePerson } from './person.ts'
import { validApprovals } from './release-faults.ts'

type Clocked = Pick<DraftDeps, 'clock'>

/** Comments and approvals that a draft may have. */
const mostSaid = 200

/** Adds what a person says. */
export function commentOnDraft(
  { clock }: Clocked,
  keeper: DraftKeeper,
  { policy, id, by }: OnDraft,
  text: string,
): Promise<Draft> {
  return keeper.change(policy, id, (draft) => {
    assertRoom(draft.comments, id)
    const now = clock.now()
    const comment = { by: personOf(by), at: formatInstant(now), text }
    return nextRevision(draft, { act: 'commented', by: personOf(by), now }, { comments: [...draft.comments, comment] })
  })
}

/** Adds an approval; said again it is the same one. See {@link Drafts}. */
export function approveDraft(
  { clock }: Clocked,
  keeper: DraftKeeper,
  { policy, id, by }: OnDraft,
  { sha256, note, overGate }: Parameters<Drafts['approve']>[1],
): Promise<Draft> {
  return keeper.change(policy, id, (draft) => {
    if (draft.sha256 !== sha256) throw otherText(draft, sha256)
    if (isAmong(by, draft.writers)) throw ownApproval(draft, by.name)
    const isThere = validApprovals(draft).some(
      (known) => isSamePerson(known.by, by) && known.over_gate === overGate && known.note === note,
    )
    if (isThere) return draft
    assertRoom(draft.approvals, id)
    const now = clock.now()
    const approval: DraftApproval = {
      by: personOf(by),
      at: formatInstant(now),
      sha256,
      edit: draft.edits,
      note,
      over_gate: overGate,
    }
    return nextRevision(
      draft,
      { act: 'approved', by: personOf(by), now },
      { approvals: [...draft.approvals, approval] },
    )
  })
}

/** Takes back every approval that the person gave and that counts; nothing where there is none. See {@link Drafts}. */
export function withdrawApproval({ clock }: Clocked, keeper: DraftKeeper, { policy, id, by }: OnDraft): Promise<Draft> {
  return keeper.change(policy, id, (draft) => {
    const own = validApprovals(draft).filter((known) => isSamePerson(known.by, by))
    if (own.length === 0) return draft
    const now = clock.now()
    const withdrawn_at = formatInstant(now)
    const approvals = draft.approvals.map((known) => (own.includes(known) ? { ...known, withdrawn_at } : known))
    return nextRevision(draft, { act: 'withdrawn', by: personOf(by), now }, { approvals })
  })
}

function otherText(draft: Draft, approved: string): Problem {
  const { id, sha256, revision, edited_by: editor, edited_at: at } = draft
  return new Problem(
    'revision_conflict',
    `The text of the draft ${id} has the digest ${sha256}, not ${approved}: ${editor.name} wrote it at ${at}. Read it again.`,
    { extensions: { current_revision: revision } },
  )
}

function ownApproval({ id }: Draft, name: string): Problem {
  return new Problem(
    'approval_refused',
    `${name} made the draft ${id} or wrote some of its text: somebody else has to approve it.`,
  )
}

function assertRoom(said: readonly unknown[], id: string): void {
  if (said.length < mostSaid) return
  throw new Problem('invalid_request', `The draft ${id} has ${mostSaid} of these already; make a new one.`)
}
