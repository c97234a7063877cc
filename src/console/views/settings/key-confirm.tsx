import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import { useWords } from '../../words/use-words.ts'

/** Says what rotating or revoking a key does, and asks whether that is meant. */
export function KeyConfirm({
  act,
  name,
  pending,
  onConfirm,
  onClose,
}: {
  readonly act: 'rotate' | 'revoke'
  readonly name: string
  readonly pending: boolean
  readonly onConfirm: () => void
  readonly onClose: () => void
}): ReactElement {
  const { settings: words, common } = useWords()
  const title = act === 'rotate' ? words.rotateKey(name) : words.revokeKey(name)
  return (
    <Modal opened onClose={onClose} title={title} centered closeButtonProps={{ 'aria-label': common.close }}>
      <Stack>
        <Text size="sm">{act === 'rotate' ? words.rotateText : words.revokeText}</Text>
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={onClose}>
            {common.cancel}
          </Button>
          <Button loading={pending} {...(act === 'revoke' ? { color: 'red.9' } : {})} onClick={onConfirm}>
            {act === 'rotate' ? words.rotate : words.revoke}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
