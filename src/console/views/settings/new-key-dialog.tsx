import { Button, Checkbox, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactElement, useState } from 'react'
import { type CreatedApiKey, createKey, keysQuery } from '../../api/administration.ts'
import type { Schemas } from '../../api/client.ts'
import { FaultNote } from '../../parts/fault-note.tsx'
import { now } from '../../time/now.ts'
import { useWords } from '../../words/use-words.ts'

type Role = Schemas['Role']

const roles = ['decide', 'read', 'review', 'edit', 'approve', 'publish', 'admin'] as const satisfies readonly Role[]
const day = 86_400_000
const lifetimes = { never: null, month: 30 * day, quarter: 90 * day, year: 365 * day } as const

/** Makes a key: its name, what it may do, up to which level it reviews, and when it expires. */
export function NewKeyDialog({
  onMade,
  onClose,
}: {
  readonly onMade: (made: CreatedApiKey) => void
  readonly onClose: () => void
}): ReactElement {
  const { settings: words, common } = useWords()
  const queryClient = useQueryClient()
  const [name, setName] = useState('')
  const [held, hold] = useState<readonly string[]>(['read'])
  const [level, setLevel] = useState('')
  const [lifetime, setLifetime] = useState<keyof typeof lifetimes>('never')
  const make = useMutation({
    mutationFn: createKey,
    onSuccess: async (made) => {
      await queryClient.invalidateQueries({ queryKey: keysQuery.queryKey })
      onMade(made)
    },
  })
  const reviews = held.includes('review')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const milliseconds = lifetimes[lifetime]
    make.mutate({
      name: name.trim(),
      roles: roles.filter((role) => held.includes(role)),
      ...(reviews && level.trim() !== '' ? { review_levels: { '*': level.trim() } } : {}),
      ...(milliseconds === null ? {} : { expires_at: new Date(now() + milliseconds).toISOString() }),
    })
  }
  return (
    <Modal opened onClose={onClose} title={words.newKey} centered closeButtonProps={{ 'aria-label': common.close }}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={words.name}
            description={words.nameHint}
            required
            data-autofocus
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <Checkbox.Group label={words.roles} value={[...held]} onChange={hold}>
            <Stack gap="xs" mt="xs">
              {roles.map((role) => (
                <Checkbox key={role} value={role} label={role} description={words.roleTexts[role]} />
              ))}
            </Stack>
          </Checkbox.Group>
          {reviews && (
            <TextInput
              label={words.levels}
              description={words.levelHint}
              value={level}
              onChange={({ currentTarget }) => setLevel(currentTarget.value)}
            />
          )}
          <Select
            label={words.expiry}
            allowDeselect={false}
            data={Object.keys(lifetimes).map((value) => ({ value, label: words.lifetimes[value] ?? value }))}
            value={lifetime}
            onChange={(value) => setLifetime(isLifetime(value) ? value : 'never')}
          />
          {make.error !== null && <FaultNote fault={make.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={make.isPending}>
              {words.newKey}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function isLifetime(value: string | null): value is keyof typeof lifetimes {
  return value !== null && Object.hasOwn(lifetimes, value)
}
