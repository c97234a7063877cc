import { Checkbox, List, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { hasCode } from '../../api/api-fault.ts'
import { createDraft } from '../../api/drafts.ts'
import { releaseQuery } from '../../api/releases.ts'
import { restoreVersion } from '../../api/versions.ts'
import { ReasonDialog } from '../../parts/reason-dialog.tsx'
import { useTell } from '../../parts/use-tell.ts'
import { useWords } from '../../words/use-words.ts'

interface RestoreProps {
  readonly policy: string
  readonly version: number
  readonly newest: number
  onClose(): void
}

/** Publishes the text of an old version again; where four eyes are set, makes a draft of it. */
export function RestoreDialog({ policy, version, newest, onClose }: RestoreProps): ReactElement {
  const { versions: words } = useWords()
  const { data: release } = useQuery(releaseQuery(policy))
  const { acts, fault, isPending } = useRestoring({ policy, version, newest, onClose })
  const [accepts, accept] = useState(false)
  const needsDraft = release?.four_eyes === true || hasCode(fault, 'draft_required')
  const breaking = hasCode(fault, 'policy_breaks_callers') ? (fault.problem.breaking ?? []) : []
  return (
    <ReasonDialog
      title={words.restoreTitle(version)}
      text={needsDraft ? words.proposeText(newest) : words.restoreText(version, newest + 1)}
      confirm={needsDraft ? words.propose : words.restore}
      longest={500}
      pending={isPending || release === undefined}
      fault={fault}
      onConfirm={(reason) => {
        if (needsDraft) acts.propose({ policy, body: { from_version: version, base_version: newest, reason } })
        else acts.restore({ name: policy, version, newest, reason, acceptBreaking: accepts })
      }}
      onClose={onClose}
    >
      {breaking.length > 0 && (
        <>
          <List size="sm">
            {breaking.map(({ fact, message }) => (
              <List.Item key={fact}>{message}</List.Item>
            ))}
          </List>
          <Checkbox
            label={words.acceptBreaking}
            checked={accepts}
            onChange={({ currentTarget }) => accept(currentTarget.checked)}
          />
        </>
      )}
      {needsDraft && (
        <Text size="sm" c="dimmed">
          {words.fourEyes}
        </Text>
      )}
    </ReasonDialog>
  )
}

function useRestoring({ policy, version, onClose }: RestoreProps) {
  const { versions: words } = useWords()
  const tell = useTell()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const restore = useMutation({
    mutationFn: restoreVersion,
    onSuccess: async (published) => {
      onClose()
      tell(words.restored(version, published.version))
      await queryClient.invalidateQueries()
      const search = { from: published.version - 1, to: published.version }
      await navigate({ to: '/policies/$policy/versions', params: { policy }, search })
    },
  })
  const propose = useMutation({
    mutationFn: createDraft,
    onSuccess: async ({ id }) => {
      tell(words.proposed)
      await queryClient.invalidateQueries()
      await navigate({ to: '/policies/$policy/drafts/$draft/release', params: { policy, draft: id } })
    },
  })
  return {
    acts: { restore: restore.mutate, propose: propose.mutate },
    fault: propose.error ?? restore.error,
    isPending: restore.isPending || propose.isPending,
  }
}
