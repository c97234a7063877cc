import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import { FaultNote } from '../../parts/fault-note.tsx'
import { useWords } from '../../words/use-words.ts'

interface ConfirmDialogProps {
  readonly title: string
  readonly text: string
  readonly confirm: string
  readonly cancel: string
  readonly pending?: boolean
  readonly fault?: unknown
  onConfirm(): void
  /** Cancels. */
  onClose(): void
}

/** Asks before something is lost. */
export function ConfirmDialog(props: ConfirmDialogProps): ReactElement {
  const { title, text, confirm, cancel, pending = false, fault = null, onConfirm, onClose } = props
  const { common } = useWords()
  return (
    <Modal opened onClose={onClose} title={title} centered closeButtonProps={{ 'aria-label': common.close }}>
      <Stack>
        <Text size="sm">{text}</Text>
        {fault !== null && <FaultNote fault={fault} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {cancel}
          </Button>
          <Button color="red.9" loading={pending} onClick={onConfirm}>
            {confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
