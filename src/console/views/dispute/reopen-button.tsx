import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactElement, useState } from 'react'
import { type Dispute, reopenDispute } from '../../api/disputes.ts'
import { useMay } from '../../api/use-session.ts'
import { FaultNote } from '../../parts/fault-note.tsx'
import { instantOf } from '../../time/local-time.ts'
import { useWords } from '../../words/use-words.ts'

/** Opens a dispute that had ended: the bank went into another round. */
export function ReopenButton({ dispute }: { readonly dispute: Dispute }): ReactElement | null {
  const { disputes: words, common } = useWords()
  const may = useMay()
  const queryClient = useQueryClient()
  const [asks, ask] = useState(false)
  const [deadline, setDeadline] = useState('')
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone
  const reopen = useMutation({
    mutationFn: reopenDispute,
    onSuccess: async () => {
      ask(false)
      await queryClient.invalidateQueries()
    },
  })
  if (dispute.status === 'open' || !may('reopenDispute')) return null
  return (
    <>
      <Button variant="default" onClick={() => ask(true)}>
        {words.reopen}
      </Button>
      {asks && (
        <Modal
          opened
          centered
          title={words.reopen}
          onClose={() => ask(false)}
          closeButtonProps={{ 'aria-label': common.close }}
        >
          <Stack>
            <Text size="sm">{words.reopenText}</Text>
            <TextInput
              type="datetime-local"
              label={words.newDeadline}
              description={words.newDeadlineHint(zone)}
              value={deadline}
              onChange={({ currentTarget }) => setDeadline(currentTarget.value)}
            />
            {reopen.error !== null && <FaultNote fault={reopen.error} />}
            <Group justify="flex-end">
              <Button variant="default" onClick={() => ask(false)}>
                {common.cancel}
              </Button>
              <Button
                data-autofocus
                loading={reopen.isPending}
                onClick={() => reopen.mutate({ id: dispute.id, respondBy: instantOf(deadline) })}
              >
                {words.reopen}
              </Button>
            </Group>
          </Stack>
        </Modal>
      )}
    </>
  )
}
