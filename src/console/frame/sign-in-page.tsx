import { Center, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { type ReactElement, useEffect } from 'react'
import type { Session } from '../api/session.ts'
import { useWords } from '../words/use-words.ts'
import { AwayNote } from './away-note.tsx'
import { LanguageChooser } from './language-chooser.tsx'
import { SchemeSwitch } from './scheme-switch.tsx'
import { SignInForm } from './sign-in-form.tsx'

/** What all see who are not signed in; the address stays, and is gone on with afterwards. */
export function SignInPage({ onSignedIn }: { readonly onSignedIn: (session: Session) => void }): ReactElement {
  const { shell } = useWords()
  useEffect(() => {
    document.title = `${shell.signIn} · ${shell.product}`
  }, [shell])
  return (
    <Center component="main" mih="90vh" p="md">
      <Stack w="100%" maw={440}>
        <AwayNote />
        <Paper withBorder p="xl" radius="md">
          <Stack>
            <Group justify="space-between" wrap="nowrap">
              <Title order={1} size="h3">
                {shell.signInTitle}
              </Title>
              <Group gap={4} wrap="nowrap">
                <LanguageChooser />
                <SchemeSwitch />
              </Group>
            </Group>
            <Text>{shell.signInText}</Text>
            <SignInForm onSignedIn={onSignedIn} />
          </Stack>
        </Paper>
      </Stack>
    </Center>
  )
}
