import { Text, TextInput } from '@mantine/core'
import type { UseMutationResult } from '@tanstack/react-query'
import { type ReactElement, useState } from 'react'
import type { ReviewTask, Verdict } from '../../api/reviews.ts'
import { useWords } from '../../words/use-words.ts'
import { NoteForm } from './note-form.tsx'

/**
 * Approves what is proposed, or another amount; what settles that an order got more than it may pays nothing. The proposal that
 * was shown goes along: if it is another by now, nothing is.
 */
export function ApproveForm({
  review,
  resolve,
  onClose,
}: {
  readonly review: ReviewTask
  readonly resolve: UseMutationResult<ReviewTask, Error, Verdict>
  readonly onClose: () => void
}): ReactElement {
  const { reviews: words } = useWords()
  const { proposed, currency, overlap, decision_id } = review
  const [amount, setAmount] = useState(proposed ?? '')
  const approve = (note: string): void => {
    const given = amount.trim()
    resolve.mutate({
      id: decision_id,
      body: {
        outcome: 'approve',
        note,
        ...(given === '' || given === proposed ? {} : { amount: given }),
        ...(proposed === null || overlap !== null ? {} : { proposed }),
      },
    })
  }
  return (
    <NoteForm
      confirm={words.verbs.approve}
      label={words.note}
      pending={resolve.isPending}
      fault={resolve.error}
      onConfirm={approve}
      onClose={onClose}
    >
      {overlap === null ? (
        <TextInput
          label={words.amount(currency ?? '')}
          description={proposed === null ? words.amountNeeded : words.amountHint}
          required={proposed === null}
          inputMode="decimal"
          value={amount}
          onChange={({ currentTarget }) => setAmount(currentTarget.value)}
        />
      ) : (
        <Text size="sm">{words.settlesOnly}</Text>
      )}
    </NoteForm>
  )
}
