import { Modal, Stack, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import type { Session } from '../api/session.ts'
import { useWords } from '../words/use-words.ts'
import { SignInForm } from './sign-in-form.tsx'

/** Asks again over the view, which stays as it is. */
export function SignInAgain({ onSignedIn }: { readonly onSignedIn: (session: Session) => void }): ReactElement {
  const { shell } = useWords()
  return (
    <Modal
      opened
      onClose={() => {}}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={shell.expiredTitle}
      centered
    >
      <Stack>
        <Text>{shell.expiredText}</Text>
        <SignInForm onSignedIn={onSignedIn} />
      </Stack>
    </Modal>
  )
}
