import { Button, Group, Modal, Paper, Stack, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import type { Draft } from '../../api/drafts.ts'
import { TextDifference } from '../../code/text-difference.tsx'
import { FaultNote } from '../../parts/fault-note.tsx'
import { useWords } from '../../words/use-words.ts'
import { useWriting } from './writing/use-writing.ts'

/** Two wrote the same draft: what one's own text changes of the other, and the choice between them. */
export function ConflictDialog({ theirs }: { readonly theirs: Draft }): ReactElement {
  const { editor: words, common } = useWords()
  const { draft, handle } = useWriting()
  const take = (): void => {
    const taken = draft.takeTheirs()
    if (taken !== null) handle.current?.replace(taken.text)
  }
  return (
    <Modal
      opened
      size="xl"
      onClose={draft.later}
      title={words.conflictTitle}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <Stack>
        <Text size="sm">{words.conflictText(theirs.edited_by)}</Text>
        <Paper withBorder radius="md" style={{ overflow: 'hidden' }}>
          <TextDifference key={theirs.revision} from={theirs.text} to={draft.text} label={words.mineLabel} />
        </Paper>
        {draft.fault !== null && <FaultNote fault={draft.fault} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={draft.later} data-autofocus>
            {words.later}
          </Button>
          <Button variant="default" onClick={take}>
            {words.takeTheirs}
          </Button>
          <Button loading={draft.isSaving} onClick={() => void draft.keepMine()}>
            {words.keepMine}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
