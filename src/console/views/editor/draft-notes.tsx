import { Alert, Button, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import { useMay } from '../../api/use-session.ts'
import { useWords } from '../../words/use-words.ts'
import { useWriting } from './writing/use-writing.ts'

/** What one has to know before writing: that it is closed, only to be read, or behind what was published since. */
export function DraftNotes(): ReactElement | null {
  const { editor: words } = useWords()
  const { draft, canWrite } = useWriting()
  const may = useMay()
  const { state, is_stale, base_version, newest_version } = draft.stored
  if (state !== 'open') return <Alert color="gray">{words.closed[state]}</Alert>
  if (!may('editDraft')) return <Alert color="gray">{words.readOnly}</Alert>
  if (!is_stale || base_version === null || newest_version === null) return null
  return (
    <Alert color="orange" title={words.stale(base_version, newest_version)}>
      <Text size="sm" mb="xs">
        {words.rebaseText}
      </Text>
      {canWrite && (
        <Button
          size="compact-sm"
          variant="default"
          loading={draft.isSaving}
          onClick={() => void draft.save({ baseVersion: newest_version })}
        >
          {words.rebase(newest_version)}
        </Button>
      )}
    </Alert>
  )
}
