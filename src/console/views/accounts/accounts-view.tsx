import { Button, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, type ReactElement, useState } from 'react'
import { policiesQuery } from '../../api/policies.ts'
import { useMay } from '../../api/use-session.ts'
import { Page } from '../../parts/page.tsx'
import { Section } from '../../parts/section.tsx'
import { useWords } from '../../words/use-words.ts'

/** Looks up an account or an order by its id. */
export function AccountsView(): ReactElement {
  const { accounts: words } = useWords()
  return (
    <Page title={words.title}>
      <Text size="sm" c="dimmed" maw="70ch">
        {words.text}
      </Text>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <FindAccount />
        <FindOrder />
      </SimpleGrid>
    </Page>
  )
}

function FindAccount(): ReactElement {
  const { accounts: words } = useWords()
  const navigate = useNavigate()
  const [id, setId] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (id.trim() !== '') void navigate({ to: '/accounts/$id', params: { id: id.trim() } })
  }
  return (
    <Section title={words.findAccount}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={words.accountId}
            required
            withAsterisk={false}
            value={id}
            onChange={({ currentTarget }) => setId(currentTarget.value)}
          />
          <Group>
            <Button type="submit">{words.openAccount}</Button>
          </Group>
        </Stack>
      </form>
    </Section>
  )
}

function FindOrder(): ReactElement {
  const { accounts: words, shell } = useWords()
  const navigate = useNavigate()
  const mayList = useMay()('listPolicies')
  const { policy: chosen } = useSearch({ from: '__root__' })
  const { data = [] } = useQuery({ ...policiesQuery, enabled: mayList })
  const names = data.map(({ name }) => name)
  const [id, setId] = useState('')
  const [picked, pick] = useState<string | null>(null)
  const policyName = picked ?? chosen ?? names[0]
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (id.trim() === '' || policyName === undefined) return
    void navigate({ to: '/orders/$policyName/$id', params: { policyName, id: id.trim() } })
  }
  return (
    <Section title={words.findOrder}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={words.orderId}
            required
            withAsterisk={false}
            value={id}
            onChange={({ currentTarget }) => setId(currentTarget.value)}
          />
          {names.length > 1 && (
            <Select
              label={shell.policy}
              data={names}
              value={policyName ?? null}
              allowDeselect={false}
              onChange={pick}
            />
          )}
          <Group>
            <Button type="submit">{words.openOrder}</Button>
          </Group>
        </Stack>
      </form>
    </Section>
  )
}
