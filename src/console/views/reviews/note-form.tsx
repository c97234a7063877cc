import { Button, Group, Stack, Textarea } from '@mantine/core'
import { getHotkeyHandler } from '@mantine/hooks'
import { type FormEvent, type ReactElement, type ReactNode, useEffect, useRef, useState } from 'react'
import { FaultNote } from '../../parts/fault-note.tsx'
import { useWords } from '../../words/use-words.ts'

interface NoteFormProps {
  readonly confirm: string
  readonly label: string
  /** Further fields above the note. */
  readonly children?: ReactNode
  readonly pending: boolean
  readonly fault: unknown
  onConfirm(note: string): void
  onClose(): void
}

/** Asks for the note that stays with a verdict; Control and Enter send it, Escape leaves it. */
export function NoteForm({
  confirm,
  label,
  children,
  pending,
  fault,
  onConfirm,
  onClose,
}: NoteFormProps): ReactElement {
  const { common } = useWords()
  const [note, setNote] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)
  // Once, when it opens: whoever goes on in another field stays there.
  useEffect(() => field.current?.focus(), [])
  const send = (event?: FormEvent): void => {
    event?.preventDefault()
    if (note.trim() !== '' && !pending) onConfirm(note.trim())
  }
  return (
    <form onSubmit={send}>
      <Stack gap="sm">
        {children}
        <Textarea
          label={label}
          description={common.reasonHint}
          required
          autosize
          minRows={2}
          maxLength={1000}
          ref={field}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
          onKeyDown={getHotkeyHandler([
            ['mod+Enter', () => send()],
            ['Escape', onClose],
          ])}
        />
        {fault !== null && <FaultNote fault={fault} />}
        <Group>
          <Button type="submit" loading={pending}>
            {confirm}
          </Button>
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
