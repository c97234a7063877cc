import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactElement, useState } from 'react'
import { closeDispute, type Dispute } from '../../api/disputes.ts'
import { FaultNote } from '../../parts/fault-note.tsx'
import { useWords } from '../../words/use-words.ts'

const endings = ['won', 'lost', 'withdrawn'] as const

/** Notes how a dispute ended, or corrects that. */
export function CloseDialog({
  dispute,
  onClose,
}: {
  readonly dispute: Dispute
  readonly onClose: () => void
}): ReactElement {
  const { disputes: words, common } = useWords()
  const queryClient = useQueryClient()
  const [outcome, setOutcome] = useState<(typeof endings)[number]>('won')
  const [amount, setAmount] = useState('')
  const close = useMutation({
    mutationFn: closeDispute,
    onSuccess: async () => {
      onClose()
      await queryClient.invalidateQueries()
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const taken = outcome === 'lost' && amount.trim() !== '' ? { charged_back: amount.trim() } : {}
    close.mutate({ id: dispute.id, body: { outcome, ...taken } })
  }
  return (
    <Modal opened onClose={onClose} title={words.end} centered closeButtonProps={{ 'aria-label': common.close }}>
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">{words.endText}</Text>
          <Select
            label={words.outcome}
            allowDeselect={false}
            data-autofocus
            data={endings.map((value) => ({ value, label: words.statuses[value] }))}
            value={outcome}
            onChange={(value) => setOutcome(endings.find((each) => each === value) ?? 'won')}
          />
          {outcome === 'lost' && (
            <TextInput
              label={words.chargedBack}
              description={words.chargedBackHint}
              inputMode="decimal"
              value={amount}
              onChange={({ currentTarget }) => setAmount(currentTarget.value)}
            />
          )}
          {close.error !== null && <FaultNote fault={close.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={close.isPending}>
              {words.end}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
