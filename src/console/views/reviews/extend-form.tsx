import { SegmentedControl } from '@mantine/core'
import type { UseMutationResult } from '@tanstack/react-query'
import { type ReactElement, useState } from 'react'
import type { extendReview, ReviewTask } from '../../api/reviews.ts'
import { now } from '../../time/now.ts'
import { useWords } from '../../words/use-words.ts'
import { NoteForm } from './note-form.tsx'

const day = 86_400_000
const choices = { '1': day, '3': 3 * day, '7': 7 * day } as const
type Days = keyof typeof choices

/** Gives more time, from the due time on, or from now where that is over. */
export function ExtendForm({
  review,
  extend,
  onClose,
}: {
  readonly review: ReviewTask
  readonly extend: UseMutationResult<ReviewTask, Error, Parameters<typeof extendReview>[0]>
  readonly onClose: () => void
}): ReactElement {
  const { reviews: words } = useWords()
  const [days, setDays] = useState<Days>('1')
  const confirm = (reason: string): void => {
    const from = Math.max(Date.parse(review.due_by), now())
    const due_by = new Date(from + choices[days]).toISOString()
    extend.mutate({ id: review.decision_id, body: { due_by, reason } })
  }
  return (
    <NoteForm
      confirm={words.verbs.extend}
      label={words.whyLater}
      pending={extend.isPending}
      fault={extend.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <SegmentedControl
        aria-label={words.howLong}
        data={Object.keys(choices).map((value) => ({ value, label: words.days(value) }))}
        value={days}
        onChange={(value) => setDays(value === '3' || value === '7' ? value : '1')}
      />
    </NoteForm>
  )
}
