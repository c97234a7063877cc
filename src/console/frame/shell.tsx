import { AppShell, Burger, Center, Group, Loader, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { type Session, sessionKey } from '../api/session.ts'
import { SessionContext, useCurrentSession } from '../api/use-session.ts'
import { useWords } from '../words/use-words.ts'
import { AwayNote } from './away-note.tsx'
import { LanguageChooser } from './language-chooser.tsx'
import { Mark } from './mark.tsx'
import { Navigation } from './navigation.tsx'
import { PolicyChooser } from './policy-chooser.tsx'
import { SchemeSwitch } from './scheme-switch.tsx'
import { SessionMenu } from './session-menu.tsx'
import { SignInAgain } from './sign-in-again.tsx'
import { SignInPage } from './sign-in-page.tsx'
import { useKeptFocus } from './use-kept-focus.ts'

/** The frame around every view. Who is not signed in signs in where they are, and stays there. */
export function Shell(): ReactElement {
  const { data: session, error } = useCurrentSession()
  const [held, hold] = useState<Session | null>(null)
  const queryClient = useQueryClient()
  if (session !== undefined && session !== null && session !== held) hold(session)
  const signedIn = (next: Session): void => {
    queryClient.setQueryData(sessionKey, next)
    void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey !== sessionKey })
  }
  if (held === null) {
    if (session === null) return <SignInPage onSignedIn={signedIn} />
    return (
      <>
        <AwayNote />
        <Center mih="60vh">{error === null && <Loader />}</Center>
      </>
    )
  }
  return (
    <SessionContext value={held}>
      <Frame onSignedOut={() => hold(null)} />
      {session === null && <SignInAgain onSignedIn={signedIn} />}
    </SessionContext>
  )
}

function Frame({ onSignedOut }: { readonly onSignedOut: () => void }): ReactElement {
  const { shell } = useWords()
  const [isOpen, { toggle, close }] = useDisclosure(false)
  useKeptFocus()
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 212, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding="md"
    >
      <a className="skip-link" href="#content">
        {shell.skip}
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" gap="sm" wrap="nowrap" justify="space-between">
          <Group gap="sm" wrap="nowrap">
            <Burger opened={isOpen} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={shell.menu} />
            <Mark />
            <Text fw={700} visibleFrom="xs" style={{ whiteSpace: 'nowrap' }}>
              {shell.product}
            </Text>
            <PolicyChooser />
          </Group>
          <Group gap={4} wrap="nowrap">
            <LanguageChooser />
            <SchemeSwitch />
            <SessionMenu onSignedOut={onSignedOut} />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label={shell.menu}>
        <Navigation onChosen={close} />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} style={{ outline: 'none' }}>
        <AwayNote />
        <Outlet />
      </AppShell.Main>
    </AppShell>
  )
}
