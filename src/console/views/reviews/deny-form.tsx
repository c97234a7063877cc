import type { UseMutationResult } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { ReviewTask, Verdict } from '../../api/reviews.ts'
import { useWords } from '../../words/use-words.ts'
import { NoteForm } from './note-form.tsx'

/** Denies what is asked. */
export function DenyForm({
  review,
  resolve,
  onClose,
}: {
  readonly review: ReviewTask
  readonly resolve: UseMutationResult<ReviewTask, Error, Verdict>
  readonly onClose: () => void
}): ReactElement {
  const { reviews: words } = useWords()
  return (
    <NoteForm
      confirm={words.verbs.deny}
      label={words.note}
      pending={resolve.isPending}
      fault={resolve.error}
      onConfirm={(note) => resolve.mutate({ id: review.decision_id, body: { outcome: 'deny', note } })}
      onClose={onClose}
    />
  )
}
