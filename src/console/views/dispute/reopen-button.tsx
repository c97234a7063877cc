import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactElement, useState } from 'react'
import { type Dispute, reopenDispute } from '../../api/disputes.ts'
import { useMay } from '../../api/use-session.ts'
import { FaultNote } from '../../parts/fault-note.tsx'
import { useWords } from '../../words/use-words.ts'

/** Opens a dispute that had ended: the bank went into another round. */
export function ReopenButton({ dispute }: { readonly dispute: Dispute }): ReactElement | null {
  const { disputes: words, common } = useWords()
  const may = useMay()
  const queryClient = useQueryClient()
  const [asks, ask] = useState(false)
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
            {reopen.error !== null && <FaultNote fault={reopen.error} />}
            <Group justify="flex-end">
              <Button variant="default" onClick={() => ask(false)}>
                {common.cancel}
              </Button>
              <Button data-autofocus loading={reopen.isPending} onClick={() => reopen.mutate(dispute.id)}>
                {words.reopen}
              </Button>
            </Group>
          </Stack>
        </Modal>
      )}
    </>
  )
}
