import { Badge, Button, Group, Text, TextInput } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { discardDraft, draftKey } from '../../api/drafts.ts'
import { useMay } from '../../api/use-session.ts'
import { ButtonLink } from '../../parts/button-link.tsx'
import { useWords } from '../../words/use-words.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { useWriting } from './writing/use-writing.ts'

/** What the draft is for, whether it is saved, and what can be done with it. Ctrl+S (or Cmd+S) saves. */
export function DraftBar(): ReactElement {
  const { editor: words, policies } = useWords()
  const { draft, canWrite, isChecking } = useWriting()
  const { stored, isDirty, isSaving } = draft
  const save = (): void => {
    if (canWrite && isDirty && !isSaving) void draft.save()
  }
  useHotkeys([['mod+S', save]], [], true)
  return (
    <Group gap="sm" align="flex-end">
      <TextInput
        label={words.reason}
        placeholder={words.reasonHint}
        size="sm"
        style={{ flex: '1 1 16rem' }}
        readOnly={!canWrite}
        maxLength={500}
        value={draft.reason}
        onChange={({ currentTarget }) => draft.giveReason(currentTarget.value)}
      />
      <Group gap="xs" h={36}>
        <Badge color="gray">
          {stored.base_version === null ? policies.fromNothing : words.fromVersion(stored.base_version)}
        </Badge>
        <Text size="sm" c="dimmed" aria-live="polite">
          {isDirty ? words.unsaved : words.saved}
          {isChecking && ` · ${words.checking}`}
        </Text>
      </Group>
      <Actions save={save} />
    </Group>
  )
}

function Actions({ save }: { readonly save: () => void }): ReactElement {
  const { editor: words } = useWords()
  const { draft, canWrite } = useWriting()
  const { stored, isDirty, isSaving } = draft
  const may = useMay()
  const [asks, ask] = useState(false)
  return (
    <Group gap="xs">
      {canWrite && (
        <Button variant="default" disabled={!isDirty} loading={isSaving} onClick={save}>
          {words.save}
        </Button>
      )}
      {canWrite && may('discardDraft') && (
        <Button variant="subtle" color="gray" c="var(--mantine-color-text)" onClick={() => ask(true)}>
          {words.discard}
        </Button>
      )}
      <ButtonLink to="/policies/$policy/drafts/$draft/release" params={{ policy: stored.policy, draft: stored.id }}>
        {words.publish}
      </ButtonLink>
      {asks && <Discard onClose={() => ask(false)} />}
    </Group>
  )
}

function Discard({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { editor: words } = useWords()
  const { draft } = useWriting()
  const { policy, id, revision } = draft.stored
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const discard = useMutation({
    mutationFn: discardDraft,
    onSuccess: async (discarded) => {
      queryClient.setQueryData(draftKey(discarded), discarded)
      await queryClient.invalidateQueries({ queryKey: ['drafts', policy] })
      await navigate({ to: '/policies/$policy', params: { policy }, ignoreBlocker: true })
    },
  })
  return (
    <ConfirmDialog
      title={words.discardTitle}
      text={words.discardText}
      confirm={words.discard}
      cancel={words.keep}
      pending={discard.isPending}
      fault={discard.error}
      onConfirm={() => discard.mutate({ policy, id, revision })}
      onClose={onClose}
    />
  )
}
