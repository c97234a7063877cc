import { Problem } from '../problems/problem.ts'
import type { Draft, DraftApproval, Person } from './draft.ts'
import { isAmong, isSamePerson } from './person.ts'
import type { ReleaseRules } from './release-settings.ts'

/** The approvals that count: of the text as it is, not withdrawn, and by nobody who wrote any of it. */
export function validApprovals({ approvals, edits, sha256, writers }: Draft): readonly DraftApproval[] {
  return approvals.filter(
    (approval) =>
      approval.edit === edits &&
      approval.sha256 === sha256 &&
      approval.withdrawn_at === undefined &&
      !isAmong(approval.by, writers),
  )
}

/** Whether a third person agreed that it is published over the limits of the gate. */
export function mayPassGate(draft: Draft, publisher: Person): boolean {
  return validApprovals(draft).some(({ by, over_gate: isOver }) => isOver && !isSamePerson(by, publisher))
}

/** Why the person may not be the one who publishes the draft; null where that may be. */
export function publisherFault(
  { edited_by: editor, id }: Draft,
  { four_eyes }: ReleaseRules,
  by: Person,
): Problem | null {
  if (!four_eyes || !isSamePerson(editor, by)) return null
  return new Problem(
    'approval_required',
    `Four eyes are set, and ${by.name} wrote the draft ${id} last: another person has to publish it.`,
  )
}

/** Why the draft lacks the agreement of a second person; null where it needs none, or has it. */
export function approvalFault(draft: Draft, { four_eyes }: ReleaseRules): Problem | null {
  if (!four_eyes || validApprovals(draft).length > 0) return null
  const { id, approvals, sha256 } = draft
  const [past] = approvals.slice(-1)
  const voided = past === undefined ? '' : ` ${voidedBecause(past)}`
  return new Problem(
    'approval_required',
    `Four eyes are set, and nobody but its writers approved the text of the draft ${id} (sha256 ${sha256}).${voided} ` +
      `POST /v1/policies/${draft.policy}/drafts/${id}/approvals; refund-policy draft approve.`,
  )
}

function voidedBecause({ by, withdrawn_at }: DraftApproval): string {
  return withdrawn_at === undefined
    ? `The approval of ${by.name} was for a text that was edited since.`
    : `${by.name} withdrew an approval at ${withdrawn_at}.`
}
