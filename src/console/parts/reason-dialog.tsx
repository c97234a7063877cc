import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { type FormEvent, type ReactElement, type ReactNode, useState } from 'react'
import { useWords } from '../words/use-words.ts'
import { FaultNote } from './fault-note.tsx'

interface ReasonDialogProps {
  readonly title: string
  /** What will happen, in plain words. */
  readonly text: string
  readonly confirm: string
  readonly danger?: boolean
  /** Further fields above the reason. */
  readonly children?: ReactNode
  /** How many characters the reason may have. */
  readonly longest?: number
  readonly pending: boolean
  readonly fault: unknown
  onConfirm(reason: string): void
  onClose(): void
}

/** Asks why before something is done that stays in the records. */
export function ReasonDialog(props: ReasonDialogProps): ReactElement {
  const { title, text, confirm, danger = false, children, longest = 1000, pending, fault, onConfirm, onClose } = props
  const { common } = useWords()
  const [reason, setReason] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (reason.trim() !== '') onConfirm(reason.trim())
  }
  return (
    <Modal opened onClose={onClose} title={title} centered closeButtonProps={{ 'aria-label': common.close }}>
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">{text}</Text>
          {children}
          <Textarea
            label={common.reason}
            description={common.reasonHint}
            required
            autosize
            minRows={2}
            maxLength={longest}
            data-autofocus
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          {fault !== null && <FaultNote fault={fault} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={pending} {...(danger ? { color: 'red.9' } : {})}>
              {confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
