import { Button, PasswordInput, Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, type ReactElement, useState } from 'react'
import { hasCode } from '../api/api-fault.ts'
import { type Session, signInWithKey } from '../api/session.ts'
import { FaultNote } from '../parts/fault-note.tsx'
import { useWords } from '../words/use-words.ts'

/** Asks for an API key, and opens a session with it. */
export function SignInForm({ onSignedIn }: { readonly onSignedIn: (session: Session) => void }): ReactElement {
  const { shell } = useWords()
  const [key, setKey] = useState('')
  const enter = useMutation({
    mutationFn: signInWithKey,
    onSuccess: (session) => {
      setKey('')
      onSignedIn(session)
    },
  })
  const isWrong = hasCode(enter.error, 'unauthenticated')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (key.trim() !== '') enter.mutate(key.trim())
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <PasswordInput
          label={shell.key}
          description={shell.keyHint}
          value={key}
          onChange={({ currentTarget }) => setKey(currentTarget.value)}
          autoComplete="current-password"
          data-autofocus
          error={isWrong ? shell.keyWrong : null}
        />
        {enter.error !== null && !isWrong && <FaultNote fault={enter.error} />}
        <Button type="submit" loading={enter.isPending}>
          {shell.signIn}
        </Button>
      </Stack>
    </form>
  )
}
