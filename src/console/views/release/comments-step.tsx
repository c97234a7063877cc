import { Button, Stack, Text, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactElement, useState } from 'react'
import { commentOnDraft, type Draft, draftKey } from '../../api/drafts.ts'
import { useMay } from '../../api/use-session.ts'
import { FaultNote } from '../../parts/fault-note.tsx'
import { Instant } from '../../parts/instant.tsx'
import { Section } from '../../parts/section.tsx'
import { useWords } from '../../words/use-words.ts'

/** What people said of a draft, and a word of one's own. */
export function CommentsStep({ draft }: { readonly draft: Draft }): ReactElement {
  const { release: words } = useWords()
  const may = useMay()
  return (
    <Section title={words.steps.comments}>
      {draft.comments.length === 0 && (
        <Text size="sm" c="dimmed">
          {words.noComments}
        </Text>
      )}
      {draft.comments.map(({ by, at, text }) => (
        <div key={`${at} ${by}`}>
          <Text size="sm" c="dimmed">
            {by} · <Instant at={at} />
          </Text>
          <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
            {text}
          </Text>
        </div>
      ))}
      {draft.state === 'open' && may('commentOnDraft') && <CommentForm draft={draft} />}
    </Section>
  )
}

function CommentForm({ draft }: { readonly draft: Draft }): ReactElement {
  const { release: words } = useWords()
  const queryClient = useQueryClient()
  const [text, setText] = useState('')
  const comment = useMutation({
    mutationFn: commentOnDraft,
    onSuccess: (next) => {
      setText('')
      queryClient.setQueryData([...draftKey(next)], next)
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (text.trim() !== '') comment.mutate({ policy: draft.policy, id: draft.id, text: text.trim() })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="xs" align="start">
        <Textarea
          label={words.comment}
          w="100%"
          autosize
          minRows={2}
          maxLength={4000}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        {comment.error !== null && <FaultNote fault={comment.error} />}
        <Button type="submit" size="xs" variant="default" loading={comment.isPending}>
          {words.say}
        </Button>
      </Stack>
    </form>
  )
}
