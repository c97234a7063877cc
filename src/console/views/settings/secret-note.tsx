import { Alert, Code, Group, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import type { CreatedApiKey } from '../../api/administration.ts'
import { CopyButton } from '../../parts/copy-button.tsx'
import { useWords } from '../../words/use-words.ts'

/** A secret, shown this once. */
export function SecretNote({
  made,
  onClose,
}: {
  readonly made: CreatedApiKey
  readonly onClose: () => void
}): ReactElement {
  const { settings: words, common } = useWords()
  return (
    <Alert
      color="cyan"
      variant="light"
      role="status"
      title={words.secretOf(made.name)}
      withCloseButton
      closeButtonLabel={common.close}
      onClose={onClose}
    >
      <Text size="sm">{words.secretText}</Text>
      <Group gap="xs" mt="xs">
        <Code>{made.secret}</Code>
        <CopyButton value={made.secret} what={words.secret} />
      </Group>
    </Alert>
  )
}
