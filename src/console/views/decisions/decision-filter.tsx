import { Button, Group, Paper, SimpleGrid, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, type ReactElement, useState } from 'react'
import { Icon } from '../../parts/icon.tsx'
import { useWords } from '../../words/use-words.ts'
import { type DecisionSearch, isSearched, textFilters } from './search.ts'

type Draft = Readonly<Record<(typeof textFilters)[number] | 'version' | 'from' | 'to', string>>

/** What to search by. It is searched when one says so, and stands in the address. */
export function DecisionFilter({ search }: { readonly search: DecisionSearch }): ReactElement {
  const { decisions: words } = useWords()
  const navigate = useNavigate()
  const [draft, setDraft] = useState(() => draftOf(search))
  const go = (next: Draft | null): void => {
    void navigate({ to: '/decisions', search: next === null ? {} : searchOf(next) })
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    go(draft)
  }
  const field = (name: keyof Draft, type: 'text' | 'datetime-local' | 'number' = 'text'): ReactElement => (
    <TextInput
      key={name}
      type={type}
      size="sm"
      label={words.filters[name]}
      value={draft[name]}
      onChange={({ currentTarget: { value } }) => setDraft((before) => ({ ...before, [name]: value }))}
    />
  )
  return (
    <Paper withBorder p="sm" radius="md" component="form" role="search" onSubmit={submit}>
      <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm">
        {textFilters.map((name) => field(name))}
        {field('version', 'number')}
        {field('from', 'datetime-local')}
        {field('to', 'datetime-local')}
      </SimpleGrid>
      <Group mt="sm" gap="sm">
        <Button type="submit" size="sm" leftSection={<Icon name="search" size={16} />}>
          {words.search}
        </Button>
        {isSearched(search) && (
          <Button variant="subtle" size="sm" onClick={() => go(null)}>
            {words.clear}
          </Button>
        )}
      </Group>
    </Paper>
  )
}

function draftOf(search: DecisionSearch): Draft {
  const { order = '', account = '', outcome = '', clause = '', rule = '', policy_version, from, to } = search
  const version = policy_version === undefined ? '' : String(policy_version)
  return { order, account, outcome, clause, rule, version, from: localTime(from), to: localTime(to) }
}

function searchOf({ version, from, to, ...texts }: Draft): DecisionSearch {
  const given = Object.entries(texts).flatMap(([name, value]) => (value.trim() === '' ? [] : [[name, value.trim()]]))
  return {
    ...Object.fromEntries(given),
    ...(/^[1-9]\d{0,8}$/u.test(version) ? { policy_version: JSON.parse(version) as number } : {}),
    ...(from === '' ? {} : { from: new Date(from).toISOString() }),
    ...(to === '' ? {} : { to: new Date(to).toISOString() }),
  }
}

/** An instant as a field for local times wants it. */
function localTime(instant: string | undefined): string {
  if (instant === undefined) return ''
  const time = new Date(instant)
  const shifted = time.getTime() - time.getTimezoneOffset() * 60_000
  return Number.isNaN(shifted) ? '' : new Date(shifted).toISOString().slice(0, 'YYYY-MM-DDTHH:MM'.length)
}
