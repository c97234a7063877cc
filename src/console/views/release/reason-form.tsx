import { Button, Group, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactElement, useState } from 'react'
import { type Draft, draftKey, editDraft } from '../../api/drafts.ts'
import { FaultNote } from '../../parts/fault-note.tsx'
import { useWords } from '../../words/use-words.ts'

/** Asks why, where nobody said it yet: it becomes the reason of the version. The text stays as it is. */
export function ReasonForm({ draft }: { readonly draft: Draft }): ReactElement {
  const { release: words } = useWords()
  const queryClient = useQueryClient()
  const [reason, setReason] = useState('')
  const give = useMutation({
    mutationFn: editDraft,
    onSuccess: (next) => queryClient.setQueryData([...draftKey(next)], next),
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const { policy, id, revision, text } = draft
    if (reason.trim() !== '') give.mutate({ policy, id, revision, text, reason: reason.trim() })
  }
  return (
    <form onSubmit={submit}>
      <Group align="end" gap="xs" wrap="nowrap">
        <TextInput
          label={words.why}
          description={draft.approvals.some(({ is_valid }) => is_valid) ? words.whyVoids : words.whyText}
          style={{ flexGrow: 1 }}
          maxLength={500}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={give.isPending}>
          {words.giveReason}
        </Button>
      </Group>
      {give.error !== null && <FaultNote fault={give.error} />}
    </form>
  )
}
